package dev.stagecraft.ui.prove;

import dev.stagecraft.distil.Distiller;
import dev.stagecraft.distil.Outcome;
import dev.stagecraft.distil.Request;
import dev.stagecraft.distil.project.FolderFiles;
import dev.stagecraft.dockerfile.Dockerfile;
import dev.stagecraft.dockerfile.DockerfileFile;
import dev.stagecraft.prove.ProofRequest;
import dev.stagecraft.ui.support.Tasks;
import dev.stagecraft.ui.support.Texts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;

/// Chooses the two Dockerfiles of a proof.
public final class SubjectViewModel {

    private final Tasks tasks;
    private final Consumer<ProofSubject> take;
    private final Texts texts = Texts.of(SubjectViewModel.class);
    private final ObjectProperty<Optional<Path>> original =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Path>> rewritten =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Path>> context =
            new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private boolean reading;

    /// @param take takes the pair when it is read
    public SubjectViewModel(Tasks tasks, Consumer<ProofSubject> take) {
        this.tasks = tasks;
        this.take = take;
    }

    /// The original Dockerfile; absent until chosen.
    public ObjectProperty<Optional<Path>> originalProperty() {
        return original;
    }

    /// The rewritten Dockerfile; absent for one that the rewriter makes.
    public ObjectProperty<Optional<Path>> rewrittenProperty() {
        return rewritten;
    }

    /// The build context; absent for the original's own folder.
    public ObjectProperty<Optional<Path>> contextProperty() {
        return context;
    }

    /// Why the pair cannot be proven; empty when nothing is known against it. May hold untrusted
    /// text.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// The folder that both builds would copy from; absent until an original is chosen.
    public Optional<Path> folder() {
        return context.get()
                .or(() -> original.get().map(Path::toAbsolutePath).map(Path::getParent));
    }

    /// Reads both and hands them on.
    public void read() {
        Optional<Path> file = original.get();
        Optional<Path> folder = folder();
        if (file.isEmpty() || folder.isEmpty() || reading) {
            return;
        }
        Optional<Path> other = rewritten.get();
        problem.set("");
        reading = true;
        tasks.of(texts.text("task.read"), progress -> subject(file.get(), folder.get(), other))
                .quietly()
                .onSuccess(take)
                .onFailure(IOException.class, e -> problem.set(texts.text("subject.unreadable", e)))
                .onFailure(
                        IllegalArgumentException.class,
                        e -> problem.set(String.valueOf(e.getMessage())))
                .onEnd(() -> reading = false)
                .start();
    }

    private ProofSubject subject(Path file, Path folder, Optional<Path> other) throws IOException {
        String before = text(file);
        String name = String.valueOf(file.getFileName());
        if (other.isPresent()) {
            String after = text(other.get());
            return ProofSubject.of(folder, name, before, after, new ProofRequest.After.Text(after));
        }
        Distiller distiller = Distiller.bundled();
        Request request = Request.of(Dockerfile.parse(before), FolderFiles.of(folder));
        return switch (distiller.distil(request)) {
            case Outcome.Rewritten made ->
                    ProofSubject.of(
                            folder,
                            name,
                            before,
                            made.text(),
                            new ProofRequest.After.Rewrite(distiller, request));
            case Outcome.Refused refused ->
                    throw new IllegalArgumentException(
                            texts.text(
                                    "subject.refused",
                                    refused.refusal().reason(),
                                    refused.refusal().advice()));
        };
    }

    private String text(Path file) throws IOException {
        byte[] bytes =
                DockerfileFile.read(file)
                        .orElseThrow(() ->
                                new IllegalArgumentException(texts.text("subject.large", file)));
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
