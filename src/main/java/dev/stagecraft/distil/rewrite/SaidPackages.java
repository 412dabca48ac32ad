package dev.stagecraft.distil.rewrite;

import dev.stagecraft.distil.catalog.DistrolessImage;
import dev.stagecraft.distil.plan.Lesson;
import dev.stagecraft.distil.plan.Reason;
import dev.stagecraft.distil.source.PackageLine;
import dev.stagecraft.distil.source.SourceStage;
import dev.stagecraft.dockerfile.Instruction;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The packages of the system that the program needs while it runs, where a person says which.
final class SaidPackages {
    private static final String FOLDER = "/runtime-packages";

    private SaidPackages() {}

    /// Whether a package that the source installs is needed; true where nobody said anything.
    static boolean needs(Situation s, String name) {
        return s.corrections().packages().map(said -> said.contains(name)).orElse(true);
    }

    /// Packages that a person names and the source does not install.
    static List<String> added(Situation s) {
        Optional<List<String>> said = s.corrections().packages();
        if (said.isEmpty()) {
            return List.of();
        }
        Set<String> installed = new LinkedHashSet<>();
        for (SourceStage stage : s.target().chain()) {
            for (Instruction i : stage.body()) {
                if (i instanceof Instruction.Run run) {
                    installed.addAll(PackageLine.read(Situation.text(run)).packages());
                }
            }
        }
        List<String> out = new ArrayList<>(said.get());
        out.removeAll(installed);
        return out;
    }

    /// Installs the added packages in a builder and copies their shared libraries, with all that
    /// they need and the base lacks.
    ///
    /// @param base the image of the final stage with its tag
    static void bring(Situation s, Rewriter rewriter, String base) {
        List<String> added = added(s);
        if (added.isEmpty()) {
            return;
        }
        String names = String.join(" ", added);
        Optional<DistrolessImage> image =
                s.catalogue()
                        .image(base.substring(base.lastIndexOf('/') + 1).replaceFirst(":.*", ""));
        Optional<StageDraft> workshop = rewriter.workshop();
        if (image.isEmpty() || !image.get().sonames().contains("libc.so.6") || workshop.isEmpty()) {
            rewriter.draft()
                    .warn(
                            "The libraries of "
                                    + String.join(", ", added)
                                    + " do not come along: there is nothing to install them in, or the final stage has no C library to load them with.");
            return;
        }
        Reason reason =
                Reason.of(
                        Lesson.LIBRARIES,
                        "You said that the program needs " + String.join(", ", added) + ".");
        workshop.get()
                .add(
                        "RUN apt-get update && apt-get install -y --no-install-recommends "
                                + names
                                + " \\\n    && mkdir -p "
                                + FOLDER
                                + "/usr/lib \\\n    && dpkg -L "
                                + names
                                + " | grep -E '\\.so[.0-9]*$' \\\n"
                                + "        | while read -r own; do echo \"$own\"; ldd \"$own\" | awk '$2 == \"=>\" && $3 ~ \"^/\" {print $3}'; done \\\n"
                                + "        | sort -u | grep -vE '/("
                                + Libraries.provided(image.get())
                                + ")\\.so' \\\n"
                                + "        | while read -r lib; do cp -L --parents \"/usr${lib#/usr}\" "
                                + FOLDER
                                + "; done",
                        reason);
        Libraries.copyAll(FOLDER, workshop.get(), rewriter, reason);
    }
}
