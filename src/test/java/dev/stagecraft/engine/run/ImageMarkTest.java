package dev.stagecraft.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.image.ImageReference;
import org.junit.jupiter.api.Test;

class ImageMarkTest {
    private static final String NAME = ImageMark.REPOSITORIES + "0c0ffee0:after-2";

    private static String marked(ProcessMark mark) {
        return NAME + "-while-" + mark.tag();
    }

    @Test
    void onlyTheSecondNameIsAMark() {
        assertThat(ImageMark.is(ImageReference.parse(ImageMark.of(NAME)))).isTrue();
        assertThat(ImageMark.is(ImageReference.parse(NAME))).isFalse();
        assertThat(ImageMark.is(ImageReference.parse("other/image:after-while-1-2-3"))).isFalse();
    }

    @Test
    void aMarkOfAProcessThatIsGoneNamesTheImage() {
        ProcessMark own = ProcessMark.ofThisProcess();
        // Above the largest process number that Linux gives.
        ProcessMark gone = new ProcessMark(own.host(), 4_194_305, 1000);
        assertThat(ImageMark.abandoned(ImageReference.parse(marked(gone)))).contains(NAME);
        assertThat(ImageMark.abandoned(ImageReference.parse(marked(own)))).isEmpty();
    }
}
