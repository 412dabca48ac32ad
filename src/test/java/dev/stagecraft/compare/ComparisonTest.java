package dev.stagecraft.compare;

import static dev.stagecraft.compare.Images.PATH;
import static dev.stagecraft.compare.Images.config;
import static dev.stagecraft.compare.Images.contents;
import static dev.stagecraft.compare.Images.image;
import static dev.stagecraft.compare.Images.tree;
import static dev.stagecraft.image.Listings.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.stagecraft.compare.InstalledPackage.Ecosystem;
import dev.stagecraft.compare.SettingsComparison.Setting;
import dev.stagecraft.image.ImageConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    /// Two paragraphs as dpkg writes them, and one of a package of which only settings are left.
    private static final String STATUS =
            """
            Package: bash
            Status: install ok installed
            Version: 5.2.37-2
            Description: GNU Bourne Again SHell
             Bash is an sh-compatible command language interpreter.

            Package: gone
            Status: deinstall ok config-files
            Version: 1.0

            Package: libc6
            Status: install ok installed
            Version: 2.41-12
            """;

    @Test
    void sharedLayersAreThoseOfOneDiffIdWhereverTheyStand() {
        LayerComparison layers =
                LayerComparison.of(
                        List.of(
                                Images.layer(0, 1, 100),
                                Images.layer(1, 2, 20),
                                Images.layer(2, 3, 3)),
                        List.of(
                                Images.layer(0, 1, 100),
                                Images.layer(1, 9, 7),
                                Images.layer(2, 3, 3),
                                Images.layer(3, 1, 100)));
        assertThat(layers.rows())
                .extracting(
                        r -> r.before().map(l -> l.index()).orElse(-1),
                        r -> r.after().map(l -> l.index()).orElse(-1))
                .containsExactly(
                        tuple(0, 0), tuple(1, -1), tuple(-1, 1), tuple(2, 2), tuple(-1, 3));
        assertThat(layers.shared()).isEqualTo(new LayerComparison.Sum(2, 103));
        assertThat(layers.onlyBefore()).isEqualTo(new LayerComparison.Sum(1, 20));
        assertThat(layers.onlyAfter()).isEqualTo(new LayerComparison.Sum(2, 107));
    }

    @Test
    void layersInAnotherOrderAreStillShared() {
        LayerComparison layers =
                LayerComparison.of(
                        List.of(Images.layer(0, 1, 1), Images.layer(1, 2, 2)),
                        List.of(Images.layer(0, 2, 2), Images.layer(1, 1, 1)));
        assertThat(layers.rows()).hasSize(2).allMatch(LayerComparison.Row::isShared);
    }

    @Test
    void theFactorIsOfTheSmallerInTheLarger() {
        SizeChange change = new SizeChange(999_000_000, 1_430_000);
        assertThat(change.factor()).isBetween(698.6, 698.7);
        assertThat(change.factorText()).isEqualTo("699");
        assertThat(new SizeChange(21, 20).factorText()).isEqualTo("1.05");
        assertThat(change.difference()).isEqualTo(997_570_000);
        assertThat(change.direction()).isEqualTo(SizeChange.Direction.SMALLER);
        assertThat(new SizeChange(5, 5).factor()).isEqualTo(1);
        assertThat(new SizeChange(5, 0).factor()).isInfinite();
    }

    @Test
    void settingsAndVariablesStandSideBySide() {
        ImageConfig before =
                new ImageConfig(
                        List.of("A=1", "B=2"),
                        Optional.of(List.of("/bin/sh", "-c", "run \"it\"")),
                        Optional.empty(),
                        "",
                        "/app",
                        List.of("8080/tcp"),
                        List.of(),
                        new LinkedHashMap<>(Map.of("stage", "dev")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of());
        SettingsComparison settings =
                SettingsComparison.of(
                        image("a:1", before),
                        image("b:1", config(List.of("B=3", "C="), "nonroot")));
        assertThat(settings.environment())
                .extracting(ValueChange::name, ValueChange::change)
                .containsExactly(
                        tuple("A", Change.REMOVED),
                        tuple("B", Change.CHANGED),
                        tuple("C", Change.ADDED));
        assertThat(settings.settings())
                .extracting(e -> e.setting(), e -> e.value().change())
                .containsExactly(
                        tuple(Setting.PLATFORM, Change.SAME),
                        tuple(Setting.USER, Change.ADDED),
                        tuple(Setting.WORKDIR, Change.REMOVED),
                        tuple(Setting.ENTRYPOINT, Change.REMOVED),
                        tuple(Setting.PORTS, Change.REMOVED));
        assertThat(settings.settings().get(3).value().before())
                .contains("[\"/bin/sh\", \"-c\", \"run \\\"it\\\"\"]");
        assertThat(settings.labels()).extracting(ValueChange::name).containsExactly("stage");
    }

    @Test
    void packagesComeFromTheListsAndFromNames() {
        Side before =
                new Side(
                        "before",
                        image("a:1", 10),
                        Optional.of(
                                tree(
                                        layer().file("var/lib/dpkg/status", 400)
                                                .dir("usr/lib/python3/Flask_Cors-4.0.1.dist-info")
                                                .file("app/node_modules/express/package.json", 3)
                                                .file(
                                                        "app/node_modules/@types/node/package.json",
                                                        3)
                                                .file("app/src/package.json", 3)
                                                .file("lib/spring-core-6.2.1.jar", 9))),
                        contents(Map.of("var/lib/dpkg/status", STATUS)));
        Side after =
                new Side(
                        "after",
                        image("b:1", 5),
                        Optional.of(
                                tree(
                                        layer().file("var/lib/dpkg/status.d/libc6", 50)
                                                .file("var/lib/dpkg/status.d/libc6.md5sums", 50)
                                                .file("lib/spring-core-6.2.2.jar", 9))),
                        contents(
                                Map.of(
                                        "var/lib/dpkg/status.d/libc6",
                                        "Package: libc6\nVersion: 2.41-12\n")));
        PackageComparison packages =
                Comparison.of(before, after).contents().orElseThrow().packages();
        assertThat(packages.entries())
                .extracting(
                        PackageComparison.Entry::ecosystem,
                        PackageComparison.Entry::name,
                        PackageComparison.Entry::change)
                .containsExactly(
                        tuple(Ecosystem.DEBIAN, "bash", Change.REMOVED),
                        tuple(Ecosystem.DEBIAN, "libc6", Change.SAME),
                        tuple(Ecosystem.PYTHON, "flask-cors", Change.REMOVED),
                        tuple(Ecosystem.NODE, "@types/node", Change.REMOVED),
                        tuple(Ecosystem.NODE, "express", Change.REMOVED),
                        tuple(Ecosystem.JAVA, "spring-core", Change.CHANGED));
        assertThat(packages.entries().getFirst().before()).containsExactly("5.2.37-2");
        assertThat(packages.unread()).isEmpty();
    }

    @Test
    void aListThatCannotBeReadIsNamedAndNamesOfFilesStandIn() {
        Side before =
                Side.of(
                        image("a:1", 10),
                        tree(
                                layer().file("var/lib/dpkg/status", 400)
                                        .file("var/lib/dpkg/info/bash.list", 9)
                                        .file("var/lib/dpkg/info/libc6:amd64.list", 9)));
        PackageComparison packages =
                Comparison.of(before, Side.of(image("b:1", 1), tree(layer())))
                        .contents()
                        .orElseThrow()
                        .packages();
        assertThat(packages.entries())
                .extracting(PackageComparison.Entry::name)
                .containsExactly("bash", "libc6");
        assertThat(packages.unread()).containsExactly(Ecosystem.DEBIAN);
    }

    @Test
    void shellsAreFoundThroughLinksAndOnlyWhereProgramsLie() {
        Side before =
                Side.of(
                        image("a:1", 10),
                        tree(
                                layer().symlink("bin", "usr/bin")
                                        .file("usr/bin/dash", 9, 0755, 1)
                                        .symlink("usr/bin/sh", "/bin/dash")
                                        .symlink("usr/bin/bash", "nowhere")
                                        .file("usr/bin/zsh", 9, 0644, 1)
                                        .file("usr/share/doc/fish", 9, 0755, 1)
                                        .file("usr/bin/apt", 9, 0755, 2)));
        Side after =
                Side.of(
                        image("b:1", config(List.of("PATH=/tools"), "")),
                        tree(layer().file("tools/busybox", 9, 0755, 1)));
        ToolComparison tools = Comparison.of(before, after).contents().orElseThrow().tools();
        assertThat(tools.names(Tool.Kind.SHELL, false)).containsExactly("dash", "sh");
        assertThat(tools.names(Tool.Kind.SHELL, true)).containsExactly("busybox");
        assertThat(tools.names(Tool.Kind.PACKAGE_MANAGER, false)).containsExactly("apt");
        assertThat(tools.names(Tool.Kind.PACKAGE_MANAGER, true)).isEmpty();
        assertThat(tools.entries().getLast().change()).isEqualTo(Change.REMOVED);
    }

    @Test
    void linksInACircleLeadNowhere() {
        FinalFiles files = new FinalFiles(tree(layer().symlink("a", "b").symlink("b", "a")));
        assertThat(files.resolve("a")).isEqualTo(-1);
        assertThat(files.resolve("../../..")).isZero();
    }

    @Test
    void executablesThatAreGoneAreListedAndLibrariesAreNone() {
        Comparison comparison =
                Comparison.of(
                        Side.of(
                                image("a:1", 10),
                                tree(
                                        layer().file("bin/tool", 1, 0755, 1)
                                                .file("lib/libx.so.1.2", 1, 0755, 2)
                                                .file("app", 1, 0755, 3)
                                                .file("etc/hostname", 0, 0755, 5)
                                                .file("notes", 1, 0644, 4))),
                        Side.of(image("b:1", 5), tree(layer().file("app", 1, 0755, 3))));
        ExecutableComparison programs = comparison.contents().orElseThrow().executables();
        assertThat(programs)
                .isEqualTo(new ExecutableComparison(2, 1, List.of("bin/tool"), List.of()));
        assertThat(comparison.swapped().contents().orElseThrow().executables())
                .isEqualTo(new ExecutableComparison(1, 2, List.of(), List.of("bin/tool")));
    }

    @Test
    void usersSayWhoRunsAndWhoIsThere() {
        Side before =
                new Side(
                        "a",
                        image("a:1", config(List.of(PATH), "")),
                        Optional.empty(),
                        contents(
                                Map.of(
                                        "etc/passwd",
                                        "root:x:0:0:root:/root:/bin/bash\nbroken\nn:x:65532:65532::/:\n")));
        Side after = Side.of(image("b:1", config(List.of(PATH), "65532:65532")));
        UserComparison users = Comparison.of(before, after).users();
        assertThat(users.before().root()).isTrue();
        assertThat(users.before().accounts().orElseThrow())
                .containsExactly(
                        new UserComparison.Account("root", 0, 0, "/bin/bash"),
                        new UserComparison.Account("n", 65532, 65532, ""));
        assertThat(users.after().root()).isFalse();
        assertThat(users.after().accounts()).isEmpty();
    }

    @Test
    void withoutFilesTheRestIsStillCompared() {
        Comparison comparison =
                Comparison.of(Side.of(image("a:1", 200)), Side.of(image("b:1", 100)));
        assertThat(comparison.contents()).isEmpty();
        assertThat(comparison.size()).contains(new SizeChange(200, 100));
    }
}
