package dev.stagecraft.distil.jvm;

import dev.stagecraft.distil.catalog.DistrolessImage;
import dev.stagecraft.distil.project.JavaProject;
import dev.stagecraft.distil.rewrite.Rewriter;
import dev.stagecraft.distil.rewrite.Situation;

/// Bases for building and running Java, for rewrites that part a stage.
public final class JavaBuilders {
    private JavaBuilders() {}

    /// The base that the program runs on.
    public static DistrolessImage image(Situation s, Rewriter rewriter, JavaProject project) {
        return JavaVersions.image(s, rewriter, project);
    }

    /// The image that has the build tool and this Java.
    public static String builder(JavaProject project, String version) {
        if (project.tool().equals("Gradle")) {
            return project.wrapper()
                    ? "eclipse-temurin:" + version + "-jdk"
                    : "gradle:8-jdk" + version;
        }
        return "maven:3-eclipse-temurin-" + version;
    }
}
