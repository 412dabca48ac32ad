package dev.stagecraft.ui.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.image.FileState;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.ViewScope;
import dev.stagecraft.ui.support.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContentsViewModelTest {
    private final Pump pump = new Pump();
    private final Tasks tasks =
            new Tasks(
                    pump,
                    failure -> {
                        throw new AssertionError(failure);
                    });
    private final FileTree tree = Samples.small();
    private FilesModel files;
    private ContentsViewModel model;

    @BeforeEach
    void open() {
        files =
                new FilesModel(
                        (opened, progress, early) ->
                                new ImageFiles(tree, List.of(), Optional.empty()),
                        tasks);
        model = new ContentsViewModel(files, tasks);
        files.show(Samples.opened("sample:1", 3));
        pump.until(() -> model.shownProperty().get().isPresent());
    }

    private List<String> rows() {
        ContentsViewModel.Shown now = model.shownProperty().get().orElseThrow();
        List<String> out = new ArrayList<>();
        for (int i = 0; i < now.rows().size(); i++) {
            FileRow row = new FileRow(now.view(), now.rows().node(i), now.rows().depth(i));
            out.add(
                    "  ".repeat(row.depth())
                            + row.name()
                            + " "
                            + row.size()
                            + " "
                            + StateWords.sign(row.state()));
        }
        return out.stream().map(String::stripTrailing).toList();
    }

    private void scope(ScopeKind kind, int layer) {
        model.layerProperty().set(layer);
        model.scopeProperty().set(kind);
        ViewScope wanted = kind.at(layer);
        pump.until(() -> model.shownProperty().get().orElseThrow().view().scope().equals(wanted));
    }

    @Test
    void theFinalImageIsShownFirstLargestOnTop() {
        assertThat(rows()).containsExactly("usr 900000", "srv 50000", "etc 1100", "bin 0", "var 0");
    }

    @Test
    void aFolderOpensInPlaceAndCloses() {
        model.setOpen(tree.find("usr"), true);
        model.setOpen(tree.find("usr/bin"), true);
        assertThat(rows())
                .containsExactly(
                        "usr 900000",
                        "  bin 900000",
                        "    gcc 900000",
                        "    cc 0",
                        "srv 50000",
                        "etc 1100",
                        "bin 0",
                        "var 0");
        model.setOpen(tree.find("usr"), false);
        assertThat(rows()).first().isEqualTo("usr 900000");
        assertThat(rows()).hasSize(5);
    }

    /// As when an archive is read in full behind what is shown of it.
    @Test
    void whatIsOpenStaysWhenAnotherTreeOfTheImageComes() {
        CountDownLatch checked = new CountDownLatch(1);
        FileTree whole = Samples.small();
        FilesModel twice =
                new FilesModel(
                        (opened, progress, early) -> {
                            early.accept(new ImageFiles(tree, List.of(), Optional.empty()));
                            checked.await();
                            return new ImageFiles(whole, List.of(), Optional.empty());
                        },
                        tasks);
        model = new ContentsViewModel(twice, tasks);
        twice.show(Samples.opened("sample:2", 3));
        pump.until(() -> model.shownProperty().get().isPresent());
        model.setOpen(tree.find("usr"), true);
        model.setOpen(tree.find("usr/bin"), true);
        List<String> before = rows();
        assertThat(before).hasSize(8);
        checked.countDown();
        pump.until(() -> model.shownProperty().get().orElseThrow().view().tree() == whole);
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void aLayerAloneSaysWhatItAddedChangedAndRemoved() {
        scope(ScopeKind.THIS_LAYER, 2);
        model.setAllOpen(true);
        pump.until(() -> rows().size() > 3);
        assertThat(rows())
                .contains("  cache 300000 −", "    pkg.deb 300000 −", "  data.bin 50000 ~");
    }

    @Test
    void deadWeightIsWhatTheFinalImageDoesNotShow() {
        scope(ScopeKind.DEAD, 0);
        model.setAllOpen(true);
        pump.until(() -> rows().size() > 3);
        assertThat(rows())
                .contains("  passwd 1000 ×", "  data.bin 50000 ×", "    pkg.deb 300000 ×");
        assertThat(String.join("\n", rows())).doesNotContain("gcc");
    }

    @Test
    void theSelectionSurvivesALayerThatDoesNotHaveIt() {
        int gcc = tree.find("usr/bin/gcc");
        model.reveal(gcc);
        pump.until(() -> model.shownProperty().get().orElseThrow().rows().indexOf(gcc) >= 0);
        scope(ScopeKind.UP_TO, 0);
        assertThat(model.selectedProperty().get()).isEqualTo(gcc);
        assertThat(model.shownProperty().get().orElseThrow().rows().indexOf(gcc)).isNegative();
        scope(ScopeKind.UP_TO, 1);
        assertThat(model.selectedProperty().get()).isEqualTo(gcc);
        assertThat(model.shownProperty().get().orElseThrow().rows().indexOf(gcc)).isNotNegative();
    }

    @Test
    void aFilterOpensTheWayToEachMatchAndCounts() {
        model.filter().modeProperty().set(FilterMode.GLOB);
        model.filter().textProperty().set("*.bin");
        pump.until(model::isFiltered);
        assertThat(rows()).containsExactly("srv 50000", "  data.bin 50000 ~");
        assertThat(model.shownProperty().get().orElseThrow().view().files(FileTree.ROOT))
                .isEqualTo(1);
    }

    @Test
    void aFilterGivesFoldersTheSizeAndThePlaceOfWhatMatchesInThem() {
        model.filter().modeProperty().set(FilterMode.GLOB);
        model.filter().textProperty().set("{data.bin,cc,passwd}");
        pump.until(model::isFiltered);
        assertThat(rows())
                .containsExactly(
                        "srv 50000",
                        "  data.bin 50000 ~",
                        "etc 1100",
                        "  passwd 1100 ~",
                        "usr 0",
                        "  bin 0",
                        "    cc 0");
    }

    @Test
    void withoutTheFilterOnlyWhatWasOpenBeforeIsOpenAndTheWayToTheSelection() {
        model.filter().textProperty().set("gcc");
        pump.until(model::isFiltered);
        model.selectedProperty().set(tree.find("usr/bin/gcc"));
        model.filter().clear();
        pump.until(() -> !model.isFiltered());
        assertThat(rows())
                .contains("    gcc 900000", "srv 50000")
                .doesNotContain("  data.bin 50000");
    }

    @Test
    void aFilterThatIsNoPatternSaysSoAndKeepsWhatIsShown() {
        List<String> before = rows();
        model.filter().modeProperty().set(FilterMode.REGEX);
        model.filter().textProperty().set("(");
        assertThat(model.filter().problemProperty().get()).containsIgnoringCase("unclosed group");
        assertThat(rows()).isEqualTo(before);
        model.filter().textProperty().set("(gcc|cc)$");
        assertThat(model.filter().problemProperty().get()).isEmpty();
        pump.until(model::isFiltered);
        assertThat(rows()).contains("    gcc 900000", "    cc 0");
    }

    @Test
    void whileAPatternIsWrittenTheLastOneCountsForScopesAndForTheNextImage() {
        model.filter().modeProperty().set(FilterMode.REGEX);
        model.filter().textProperty().set("data|gcc");
        pump.until(model::isFiltered);
        model.filter().textProperty().set("data|gcc(");
        scope(ScopeKind.DEAD, 0);
        assertThat(rows()).containsExactly("srv 50000", "  data.bin 50000 ×");
        files.show(Samples.opened("sample:2", 3));
        pump.until(() -> files.files().isPresent() && model.shownProperty().get().isPresent());
        assertThat(rows()).containsExactly("srv 50000", "  data.bin 50000 ×");
    }

    @Test
    void statesAndSizesFilterToo() {
        scope(ScopeKind.UP_TO, 1);
        model.filter().toggleState(FileState.CHANGED, true);
        pump.until(model::isFiltered);
        assertThat(rows()).containsExactly("etc 1100", "  passwd 1100 ~");
        model.filter().toggleState(FileState.CHANGED, false);
        model.filter().minSizeProperty().set(100_000);
        pump.until(() -> String.join("", rows()).contains("gcc"));
        assertThat(String.join("\n", rows())).contains("pkg.deb").doesNotContain("data.bin");
    }

    @Test
    void rowsSortByNameWithFoldersFirst() {
        model.orderProperty().set(RowOrder.BY_NAME);
        pump.until(() -> rows().getFirst().startsWith("etc"));
        assertThat(rows().stream().map(r -> r.split(" ")[0]))
                .containsExactly("etc", "srv", "usr", "var", "bin");
    }

    @Test
    void aLayerThatIsChosenElsewhereIsShownAloneUnlessAPersonChoseOtherwise() {
        model.showLayer(1);
        assertThat(model.scopeProperty().get()).isEqualTo(ScopeKind.THIS_LAYER);
        scope(ScopeKind.DEAD, 1);
        model.showLayer(2);
        assertThat(model.scopeProperty().get()).isEqualTo(ScopeKind.DEAD);
        assertThat(model.layerProperty().get()).isEqualTo(2);
    }

    @Test
    void aFileThatIsAskedForIsSelectedWhereItIs() {
        model.showFile(OptionalInt.empty(), "var/cache/pkg.deb");
        assertThat(model.scopeProperty().get()).isEqualTo(ScopeKind.DEAD);
        assertThat(model.selectedProperty().get()).isEqualTo(tree.find("var/cache/pkg.deb"));
        model.showFile(OptionalInt.of(1), "usr/bin/gcc");
        assertThat(model.scopeProperty().get()).isEqualTo(ScopeKind.THIS_LAYER);
        assertThat(model.layerProperty().get()).isEqualTo(1);
    }

    @Test
    void theSameImageWithAnotherTreeIsNotReadAgain() {
        FilesModel.State before = files.stateProperty().get();
        files.show(Samples.opened("sample:1", 3));
        assertThat(files.stateProperty().get()).isSameAs(before);
    }

    @Test
    void layersKnowTheirInstruction() {
        assertThat(files.layersProperty().get())
                .extracting(LayerFact::instruction)
                .element(1)
                .asString()
                .contains("apt-get install -y build-essential");
    }

    @Test
    void aFolderThatIsOpenedWhileRowsAreOnTheirWayIsOpenWhenTheyAreThere() {
        model.orderProperty().set(RowOrder.BY_NAME);
        model.setOpen(tree.find("usr"), true);
        pump.until(() -> rows().getFirst().startsWith("etc"));
        assertThat(rows())
                .containsExactly(
                        "etc 1100", "srv 50000", "usr 900000", "  bin 900000", "var 0", "bin 0");
    }

    @Test
    void whatIsClosedAmongTheMatchesStaysClosedUntilOthersAreAskedFor() {
        model.filter().textProperty().set("c");
        pump.until(model::isFiltered);
        assertThat(rows()).contains("    gcc 900000");
        model.setOpen(tree.find("usr"), false);
        model.orderProperty().set(RowOrder.BY_NAME);
        pump.until(() -> rows().getFirst().startsWith("etc"));
        assertThat(rows()).contains("usr 900000").doesNotContain("    gcc 900000");
        model.filter().textProperty().set("cc");
        pump.until(() -> !String.join("", rows()).contains("etc"));
        assertThat(rows()).contains("    gcc 900000");
    }

    @Test
    void theLatestKeystrokeWins() {
        for (String text : List.of("p", "pa", "pas", "gcc")) {
            model.filter().textProperty().set(text);
        }
        pump.until(model::isFiltered);
        assertThat(rows()).containsExactly("usr 900000", "  bin 900000", "    gcc 900000");
    }

    @Test
    void aHugeFolderIsPutInOrderInTheBackground() {
        FileTree flat = Samples.flat(30_000);
        FilesModel others =
                new FilesModel(
                        (opened, progress, early) ->
                                new ImageFiles(flat, List.of(), Optional.empty()),
                        tasks);
        ContentsViewModel large = new ContentsViewModel(others, tasks);
        others.show(Samples.opened("sample:2", 1));
        pump.until(() -> large.shownProperty().get().isPresent());
        large.setOpen(flat.find("many"), true);
        assertThat(large.shownProperty().get().orElseThrow().rows().size()).isEqualTo(2);
        pump.until(() -> large.shownProperty().get().orElseThrow().rows().size() > 2);
        ContentsViewModel.Shown now = large.shownProperty().get().orElseThrow();
        assertThat(now.rows().size()).isEqualTo(30_002);
        assertThat(now.view().size(now.rows().node(1))).isEqualTo(1_008);
        assertThat(now.rows().node(30_001)).isEqualTo(flat.find("other"));
    }
}
