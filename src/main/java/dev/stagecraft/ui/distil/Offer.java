package dev.stagecraft.ui.distil;

import dev.stagecraft.distil.project.BuildTarget;
import dev.stagecraft.distil.project.FolderFiles;
import dev.stagecraft.distil.project.ProjectFiles;
import dev.stagecraft.dockerfile.Dockerfile;
import dev.stagecraft.dockerfile.DockerfileFile;
import dev.stagecraft.recording.Sample;
import dev.stagecraft.stage.Instruction;
import dev.stagecraft.stage.Stage;
import dev.stagecraft.stage.StageTree;
import dev.stagecraft.stage.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Something that can be rewritten, which is read when a person takes it.
///
/// @param name what a person calls it
/// @param detail where it is; may be empty
/// @param read reads it; may take long
public record Offer(String name, String detail, Reading read) {

    /// Reads a Dockerfile.
    @FunctionalInterface
    public interface Reading {
        Chosen read() throws IOException;
    }

    /// What a file or folder offers: a Dockerfile itself; of a folder or a Compose file every
    /// service and every Dockerfile. Empty when there is no Dockerfile.
    static List<Offer> in(Path path) throws IOException {
        Path whole = path.toAbsolutePath().normalize();
        boolean folder = Files.isDirectory(whole);
        Path parent = Optional.ofNullable(whole.getParent()).orElse(whole);
        if (!folder && !isCompose(whole)) {
            if (!Files.exists(whole)) {
                throw new NoSuchFileException(whole.toString());
            }
            return List.of(
                    new Offer(
                            shortName(whole),
                            whole.toString(),
                            () -> file(shortName(whole), whole, parent, Optional.empty())));
        }
        Path root = folder ? whole : parent;
        List<Offer> offers = new ArrayList<>();
        for (BuildTarget target : BuildTarget.in(FolderFiles.of(root))) {
            Path file = root.resolve(target.dockerfile());
            offers.add(
                    new Offer(
                            target.name(),
                            target.dockerfile(),
                            () ->
                                    file(
                                            target.name(),
                                            file,
                                            root.resolve(target.context()),
                                            Optional.of(target.target())
                                                    .filter(t -> !t.isEmpty()))));
        }
        return offers;
    }

    /// The Dockerfiles of the bundled recordings.
    static List<Offer> ofSamples() throws IOException {
        List<Offer> offers = new ArrayList<>();
        for (Sample sample : Sample.all()) {
            offers.add(
                    new Offer(
                            sample.title(),
                            "",
                            () ->
                                    Chosen.ofText(
                                            sample.title(),
                                            Chosen.Origin.SAMPLE,
                                            sample.read().dockerfile().orElse(""),
                                            Optional.empty())));
        }
        return offers;
    }

    /// What can be put together from an image's history: the steps above its base.
    static Offer ofHistory(StageTree tree) {
        String name = tree.image().displayName();
        return new Offer(
                name,
                "",
                () ->
                        Chosen.ofText(
                                name,
                                Chosen.Origin.HISTORY,
                                history(tree),
                                Optional.of(tree.image().id().toString())));
    }

    /// The steps of the image's own stages, as a Dockerfile.
    static String history(StageTree tree) {
        List<Stage> shipped = tree.shipped();
        List<Stage> own = shipped.stream().filter(s -> s.kind() == Stage.Kind.BUILD).toList();
        List<Stage> shown = own.isEmpty() ? shipped : own;
        String base =
                shown.stream()
                        .findFirst()
                        .flatMap(s ->
                                s.base()
                                        .or(() ->
                                                s.standsOn()
                                                        .flatMap(tree::stage)
                                                        .flatMap(Stage::name)))
                        .orElse("scratch");
        StringBuilder text = new StringBuilder("FROM ").append(base).append('\n');
        for (Stage stage : shown) {
            for (Step step : stage.steps()) {
                Instruction instruction = step.instruction();
                if (!instruction.keyword().isEmpty() && !instruction.keyword().equals("FROM")) {
                    text.append(instruction.text()).append('\n');
                }
            }
        }
        return text.toString();
    }

    private static boolean isCompose(Path path) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        return name.matches("(?:docker-)?compose(?:\\..+)?\\.ya?ml");
    }

    private static String shortName(Path file) {
        int names = file.getNameCount();
        return file.subpath(Math.max(0, names - 2), names).toString();
    }

    /// @throws IOException when it cannot be read, or is longer than any Dockerfile
    static byte[] bytes(Path file) throws IOException {
        return DockerfileFile.read(file)
                .orElseThrow(() ->
                        new IOException(
                                file + " is larger than any Dockerfile. Choose another file."));
    }

    private static Chosen file(String name, Path file, Path context, Optional<String> target)
            throws IOException {
        byte[] bytes = bytes(file);
        ProjectFiles files =
                Files.isDirectory(context) ? FolderFiles.of(context) : ProjectFiles.NONE;
        return new Chosen(
                name,
                Chosen.Origin.FILE,
                Optional.of(file),
                bytes,
                Dockerfile.parse(bytes),
                files,
                Optional.of(context).filter(Files::isDirectory),
                target,
                Optional.empty());
    }
}
