package dev.stagecraft.distil.jvm;

import dev.stagecraft.distil.plan.Lesson;
import dev.stagecraft.distil.plan.PlanLine;
import dev.stagecraft.distil.plan.Reason;
import dev.stagecraft.distil.project.JavaProject;
import dev.stagecraft.distil.rewrite.Situation;
import dev.stagecraft.distil.rewrite.StageDraft;
import dev.stagecraft.distil.source.SourceStage;
import java.util.ArrayList;
import java.util.List;

/// Parts the jar of Spring Boot into layers.
final class SpringLayers {
    private SpringLayers() {}

    static String layerFolder(Situation s, SourceStage stage) {
        String workdir = s.file().settings(stage).workdir().value();
        return workdir.equals("/") ? "/layers" : "layers";
    }

    static void extract(
            StageDraft builder, JavaProject project, String jar, String folder, boolean pattern) {
        Reason reason =
                Reason.of(
                        Lesson.LAYERS,
                        "Spring Boot parts the jar: dependencies that rarely change, and the program.");
        String name = pattern ? "application.jar" : jar;
        String move = pattern ? "cp " + jar + " application.jar && " : "";
        String command =
                project.toolsMode()
                        ? "java -Djarmode=tools -jar "
                                + name
                                + " extract --layers --destination "
                                + folder
                        : "mkdir -p "
                                + folder
                                + " && cd "
                                + folder
                                + " && java -Djarmode=layertools -jar "
                                + (name.startsWith("/") ? name : "../" + name)
                                + " extract";
        builder.add(
                PlanLine.added("RUN " + move + command, reason)
                        .noted(
                                "Part the jar into layers, from what rarely changes to what often does"));
    }

    static List<PlanLine> layerCopies(String from, String folder, String target) {
        List<PlanLine> lines = new ArrayList<>();
        Reason reason =
                Reason.of(
                        Lesson.LAYERS, "Each layer is stored and sent again only when it changes.");
        for (String layer :
                List.of(
                        "dependencies",
                        "spring-boot-loader",
                        "snapshot-dependencies",
                        "application")) {
            lines.add(
                    PlanLine.added(
                            "COPY --from="
                                    + from
                                    + " "
                                    + folder
                                    + "/"
                                    + layer
                                    + "/ "
                                    + (target.equals("/") ? "/" : target + "/"),
                            reason));
        }
        return lines;
    }

    /// Starts the parted program: its thin jar, or Spring Boot's launcher of older versions.
    static void launch(JavaProject project, List<String> argv, String jar) {
        if (project.toolsMode()) {
            argv.add("-jar");
            argv.add(jar);
            return;
        }
        boolean old =
                project.springBoot()
                        .filter(v -> v.matches("2\\..*|3\\.[01](?:\\..*)?"))
                        .isPresent();
        argv.add(
                old
                        ? "org.springframework.boot.loader.JarLauncher"
                        : "org.springframework.boot.loader.launch.JarLauncher");
    }
}
