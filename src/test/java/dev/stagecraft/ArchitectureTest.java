package dev.stagecraft;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Holds the rooms and what each may call.
class ArchitectureTest {
    private static final String ROOT = "dev.stagecraft.";

    /// Each room, and the rooms it may call besides itself.
    private static final Map<String, Set<String>> ROOMS =
            Map.ofEntries(
                    Map.entry("image", Set.of()),
                    Map.entry("archive", Set.of("image")),
                    Map.entry("engine", Set.of("image", "archive", "dockerfile")),
                    Map.entry("stage", Set.of("image", "dockerfile")),
                    Map.entry("dockerfile", Set.of()),
                    Map.entry("distil", Set.of("image", "dockerfile")),
                    Map.entry(
                            "prove",
                            Set.of(
                                    "engine",
                                    "distil",
                                    "compare",
                                    "image",
                                    "archive",
                                    "dockerfile",
                                    "stage")),
                    Map.entry("compare", Set.of("image", "stage")),
                    Map.entry("audit", Set.of("image", "archive")),
                    Map.entry("recording", Set.of("image", "stage")));

    private static final List<String> OUTER = List.of("ui", "cli");

    private static JavaClasses program;

    @BeforeAll
    static void read() {
        program =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.stagecraft");
    }

    @Test
    void aRoomCallsOnlyTheRoomsItMay() {
        ROOMS.forEach((room, may) -> {
            String[] forbidden =
                    Stream.concat(ROOMS.keySet().stream(), OUTER.stream())
                            .filter(other -> !other.equals(room) && !may.contains(other))
                            .map(other -> ROOT + other + "..")
                            .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + room + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden)
                    .allowEmptyShould(true)
                    .check(program);
        });
    }

    @Test
    void theCommandLineDoesNotKnowTheWindow() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "ui..")
                .allowEmptyShould(true)
                .check(program);
        noClasses()
                .that()
                .resideInAPackage(ROOT + "ui..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "cli..")
                .allowEmptyShould(true)
                .check(program);
    }

    @Test
    void aViewNeverKnowsAnotherView() {
        List<String> shared = List.of("shell", "control", "support");
        List<String> views =
                program.stream()
                        .map(c -> c.getPackageName())
                        .filter(p -> p.startsWith(ROOT + "ui."))
                        .map(p -> p.substring((ROOT + "ui.").length()).split("\\.")[0])
                        .distinct()
                        .filter(v -> !shared.contains(v))
                        .toList();
        for (String view : views) {
            String[] others =
                    Stream.concat(views.stream().filter(v -> !v.equals(view)), Stream.of("shell"))
                            .map(v -> ROOT + "ui." + v + "..")
                            .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + "ui." + view + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .check(program);
        }
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + "ui.control..", ROOT + "ui.support..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        views.stream().map(v -> ROOT + "ui." + v + "..").toArray(String[]::new))
                .allowEmptyShould(true)
                .check(program);
    }

    /// A tooltip of its own is a window that is made whether or not anybody looks.
    @Test
    void whatThePointerBringsUpIsAHint() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + "ui.control.Hint")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("javafx.scene.control.Tooltip")
                .check(program);
    }

    @Test
    void librariesStayInTheirRooms() {
        noClasses()
                .that(
                        resideInAPackage("dev.stagecraft..")
                                .and(not(resideInAnyPackage(ROOT + "ui..", "dev.stagecraft"))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "org.controlsfx..", "atlantafx..")
                .check(program);
        noClasses()
                .that(
                        resideInAPackage("dev.stagecraft..")
                                .and(not(resideInAPackage(ROOT + "engine.."))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.github.dockerjava..")
                .check(program);
        noClasses()
                .that(
                        resideInAPackage("dev.stagecraft..")
                                .and(
                                        not(
                                                resideInAnyPackage(
                                                        "..json..",
                                                        ROOT + "recording..",
                                                        ROOT + "ui.support.."))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson..")
                .check(program);
        classes()
                .that()
                .areAnnotatedWith("picocli.CommandLine$Command")
                .should()
                .resideInAPackage(ROOT + "cli..")
                .allowEmptyShould(true)
                .check(program);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.stagecraft.(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(program);
    }

    @Test
    void onlyTheCommandLinePrints() {
        noClasses()
                .that(
                        resideInAPackage("dev.stagecraft..")
                                .and(not(resideInAnyPackage(ROOT + "cli..", "dev.stagecraft"))))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(program);
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        Path sources = Path.of("src/main/java/dev/stagecraft");
        Map<Path, String> missing = new TreeMap<>();
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(f -> f.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .forEach(folder -> {
                        Path info = folder.resolve("package-info.java");
                        if (!Files.exists(info)) {
                            missing.put(folder, "no package-info.java");
                        } else {
                            try {
                                String text = Files.readString(info);
                                if (!text.contains("@NullMarked") || !text.startsWith("///")) {
                                    missing.put(
                                            folder,
                                            "package-info.java is not @NullMarked or says nothing");
                                }
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        }
                    });
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void namesSayWhatAThingIs() {
        List<String> vague = List.of("Manager", "Helper", "Impl", "Util", "Utils");
        assertThat(
                        program.stream()
                                .map(c -> c.getSimpleName())
                                .filter(n -> vague.stream().anyMatch(n::endsWith)))
                .isEmpty();
        assertThat(
                        program.stream()
                                .map(c -> c.getPackageName())
                                .filter(p -> Arrays.asList(p.split("\\.")).contains("util")))
                .isEmpty();
    }
}
