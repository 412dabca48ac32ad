package dev.stagecraft.distil.rewrite;

import dev.stagecraft.distil.source.Paths;
import dev.stagecraft.distil.source.SourceStage;
import dev.stagecraft.dockerfile.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a `.dockerignore` should name where the whole context is copied and there is none.
final class IgnoreProposal {
    private IgnoreProposal() {}

    static Optional<String> of(Situation s, String ecosystem) {
        boolean there = s.context().paths().stream().anyMatch(p -> p.endsWith(".dockerignore"));
        boolean whole = false;
        for (SourceStage stage : s.builtStages()) {
            for (Instruction i : stage.body()) {
                whole |=
                        i instanceof Instruction.Transfer t
                                && !(i instanceof Instruction.Copy c && c.from().isPresent())
                                && t.sources().stream()
                                        .anyMatch(w -> Paths.relative(w.text()).isEmpty());
            }
        }
        if (there || !whole || s.context().paths().isEmpty()) {
            return Optional.empty();
        }
        List<String> lines =
                new ArrayList<>(List.of(".git", "Dockerfile*", ".dockerignore", ".env"));
        lines.addAll(
                switch (ecosystem) {
                    case "Python" ->
                            List.of("__pycache__", "*.pyc", ".venv", "venv", ".pytest_cache");
                    case "Node", "Static site" ->
                            List.of("node_modules", "dist", "coverage", "npm-debug.log");
                    case "Java" -> List.of("target", "build", ".gradle", "**/node_modules");
                    case "Rust" -> List.of("target");
                    case ".NET" -> List.of("**/bin", "**/obj");
                    default -> List.of();
                });
        // What the file itself copies from the context must not be ignored.
        for (SourceStage stage : s.builtStages()) {
            for (Instruction i : stage.body()) {
                if (i instanceof Instruction.Transfer t) {
                    lines.removeIf(l ->
                            t.sources().stream()
                                    .anyMatch(
                                            w -> w.text().replaceFirst("^\\./", "").startsWith(l)));
                }
            }
        }
        return Optional.of(String.join("\n", lines) + "\n");
    }
}
