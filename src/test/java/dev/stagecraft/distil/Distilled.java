package dev.stagecraft.distil;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.distil.project.ProjectFiles;
import dev.stagecraft.dockerfile.Dockerfile;
import java.util.Map;

/// What becomes of a Dockerfile and the few files beside it.
public final class Distilled {
    private Distilled() {}

    /// @param files texts by their paths in the build context
    public static Outcome of(String dockerfile, Map<String, String> files) {
        return Distiller.bundled()
                .distil(Request.of(Dockerfile.parse(dockerfile), ProjectFiles.of(files)));
    }

    /// As [#of], of one that must be converted.
    public static Outcome.Converted converted(String dockerfile, Map<String, String> files) {
        Outcome outcome = of(dockerfile, files);
        assertThat(outcome).as(outcome.toString()).isInstanceOf(Outcome.Converted.class);
        return (Outcome.Converted) outcome;
    }
}
