package dev.stagecraft.engine.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.engine.run.ProcessMark;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildFolderTest {
    /// No process has this number: Linux gives none above 2²².
    private static final ProcessMark GONE =
            new ProcessMark(ProcessMark.ofThisProcess().host(), 4_194_305, 1000);

    @TempDir Path temporary;
    @TempDir Path context;

    @Test
    void holdsWhatIsBuiltAndTheRulesThatBelongToIt() throws Exception {
        Files.writeString(context.resolve("web.Dockerfile.dockerignore"), "secret\n");
        BuildRequest request = BuildRequest.of(context, "FROM scratch\n").named("web.Dockerfile");
        Path dockerfile;
        try (BuildFolder folder = BuildFolder.of(request)) {
            dockerfile = folder.dockerfile();
            assertThat(dockerfile).hasContent("FROM scratch\n");
            assertThat(dockerfile.resolveSibling("Dockerfile.dockerignore")).hasContent("secret\n");
            Files.writeString(folder.imageId(), "sha256:0");
        }
        assertThat(dockerfile.getParent()).doesNotExist();
    }

    @Test
    void whatAProcessLeftThatWasKilledIsRemovedAndNothingElse() throws Exception {
        Path left = folder("stagecraft-build-" + GONE.tag() + "_17");
        Files.writeString(left.resolve("Dockerfile"), "FROM scratch");
        Files.writeString(left.resolve(".tmp-image-id1234567"), "sha2");
        Path own = folder("stagecraft-build-" + ProcessMark.ofThisProcess().tag() + "_17");
        Path other = folder("stagecraft-builds");
        Path elsewhere = Files.writeString(folder("elsewhere").resolve("Dockerfile"), "FROM x");
        Path link = temporary.resolve("stagecraft-build-" + GONE.tag() + "_18");
        Files.createSymbolicLink(link, elsewhere.getParent());
        Path full = folder("stagecraft-build-" + GONE.tag() + "_19");
        Path foreign = Files.writeString(full.resolve("notes"), "a person's");

        assertThat(BuildFolder.removeAbandoned(temporary)).as("only what is gone").isEqualTo(1);
        assertThat(BuildFolder.removeAbandoned(temporary)).as("a second time").isZero();

        assertThat(left).doesNotExist();
        assertThat(own).isDirectory();
        assertThat(other).isDirectory();
        assertThat(elsewhere).exists();
        assertThat(foreign).exists();
    }

    private Path folder(String name) throws Exception {
        return Files.createDirectory(temporary.resolve(name));
    }
}
