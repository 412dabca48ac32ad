package dev.stagecraft.ui.prove;

import dev.stagecraft.dockerfile.ShellCommand;
import dev.stagecraft.engine.run.RunLimits;
import dev.stagecraft.engine.run.RunRequest;
import dev.stagecraft.prove.Probe;
import dev.stagecraft.prove.ProofRequest;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// What a person agrees to before anything is built or run.
public final class AgreementViewModel {
    /// Ways to ask the containers.
    public enum ProbeKind {
        /// Found from the original image.
        AUTOMATIC,
        HTTP,
        EXIT,
        COMMAND
    }

    /// Why the settings cannot be used.
    ///
    /// @param kind what is wrong
    /// @param text the text that is wrong
    public record Problem(Kind kind, String text) {
        /// What is wrong.
        public enum Kind {
            PORT,
            PATH,
            COMMAND,
            ARGUMENTS,
            ENVIRONMENT,
            MOUNT
        }
    }

    private final ObjectProperty<ProbeKind> probe = new SimpleObjectProperty<>(ProbeKind.AUTOMATIC);
    private final StringProperty port = new SimpleStringProperty("");
    private final StringProperty path = new SimpleStringProperty("/");
    private final StringProperty command = new SimpleStringProperty("");
    private final StringProperty environment = new SimpleStringProperty("");
    private final StringProperty arguments = new SimpleStringProperty("");
    private final StringProperty mounts = new SimpleStringProperty("");
    private final IntegerProperty memoryMegabytes = new SimpleIntegerProperty(1_000);
    private final IntegerProperty processes = new SimpleIntegerProperty(512);
    private final IntegerProperty seconds = new SimpleIntegerProperty(60);
    private final BooleanProperty readOnlyRoot = new SimpleBooleanProperty();
    private final BooleanProperty network = new SimpleBooleanProperty();
    private final IntegerProperty repairs = new SimpleIntegerProperty(ProofRequest.DEFAULT_REPAIRS);
    private final BooleanProperty askBeforeRepair = new SimpleBooleanProperty(true);
    private final BooleanProperty parallel = new SimpleBooleanProperty(true);
    private final ReadOnlyObjectWrapper<Optional<Problem>> problem =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    AgreementViewModel() {
        for (Observable input :
                List.of(probe, port, path, command, environment, arguments, mounts)) {
            input.addListener(any -> problem.set(check()));
        }
    }

    public ObjectProperty<ProbeKind> probeProperty() {
        return probe;
    }

    /// The port to ask; empty for one that is found.
    public StringProperty portProperty() {
        return port;
    }

    public StringProperty pathProperty() {
        return path;
    }

    public StringProperty commandProperty() {
        return command;
    }

    /// Lines of `NAME=VALUE`.
    public StringProperty environmentProperty() {
        return environment;
    }

    /// In place of the images' own arguments, as in a shell; empty for their own.
    public StringProperty argumentsProperty() {
        return arguments;
    }

    /// Lines of `SOURCE:TARGET` or `SOURCE:TARGET:ro`.
    public StringProperty mountsProperty() {
        return mounts;
    }

    public IntegerProperty memoryMegabytesProperty() {
        return memoryMegabytes;
    }

    public IntegerProperty processesProperty() {
        return processes;
    }

    public IntegerProperty secondsProperty() {
        return seconds;
    }

    public BooleanProperty readOnlyRootProperty() {
        return readOnlyRoot;
    }

    public BooleanProperty networkProperty() {
        return network;
    }

    /// How often a result that fails may be repaired.
    public IntegerProperty repairsProperty() {
        return repairs;
    }

    public BooleanProperty askBeforeRepairProperty() {
        return askBeforeRepair;
    }

    public BooleanProperty parallelProperty() {
        return parallel;
    }

    /// Why the settings cannot be used; absent when they can.
    public ReadOnlyObjectProperty<Optional<Problem>> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// What is asked for.
    ///
    /// @throws IllegalStateException when there is a [#problemProperty]
    ProofRequest request(ProofSubject subject) {
        if (check().isPresent()) {
            throw new IllegalStateException("not agreed: " + check().get());
        }
        return new ProofRequest(
                subject.context(),
                subject.dockerfileName(),
                subject.before(),
                subject.how(),
                subject.target(),
                subject.buildArgs(),
                probe().orElseThrow(),
                environment().orElseThrow(),
                words(arguments.get()).orElseThrow(),
                mounts().orElseThrow(),
                network.get(),
                new RunLimits(
                        memoryMegabytes.get() * 1_000_000L,
                        processes.get(),
                        readOnlyRoot.get(),
                        Duration.ofSeconds(seconds.get()),
                        RunLimits.DEFAULT.logBytes()),
                repairs.get(),
                parallel.get(),
                Optional.empty(),
                true);
    }

    private Optional<Problem> check() {
        if (probe.get() == ProbeKind.HTTP) {
            String number = port.get().strip();
            if (!number.isEmpty()
                    && (!number.matches("[0-9]{1,5}")
                            || Integer.parseInt(number) < 1
                            || Integer.parseInt(number) > 65_535)) {
                return Optional.of(new Problem(Problem.Kind.PORT, number));
            }
            String page = path.get().strip();
            if (!page.startsWith("/") || page.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
                return Optional.of(new Problem(Problem.Kind.PATH, page));
            }
        }
        if (probe.get() == ProbeKind.COMMAND
                && words(command.get()).filter(w -> !w.isEmpty()).isEmpty()) {
            return Optional.of(new Problem(Problem.Kind.COMMAND, command.get()));
        }
        if (words(arguments.get()).isEmpty()) {
            return Optional.of(new Problem(Problem.Kind.ARGUMENTS, arguments.get()));
        }
        if (environment().isEmpty()) {
            return Optional.of(new Problem(Problem.Kind.ENVIRONMENT, environment.get()));
        }
        return mounts().isEmpty()
                ? Optional.of(new Problem(Problem.Kind.MOUNT, mounts.get()))
                : Optional.empty();
    }

    /// Absent when what was typed is no probe; the inner one is absent for the automatic choice.
    @SuppressWarnings("OptionalMapToOptional")
    private Optional<Optional<Probe>> probe() {
        return switch (probe.get()) {
            case AUTOMATIC -> Optional.of(Optional.empty());
            case EXIT -> Optional.of(Optional.of(new Probe.Exit()));
            case COMMAND -> words(command.get()).map(w -> Optional.of(new Probe.Command(w)));
            case HTTP -> {
                String number = port.get().strip();
                OptionalInt fixed =
                        number.isEmpty()
                                ? OptionalInt.empty()
                                : OptionalInt.of(Integer.parseInt(number));
                yield Optional.of(Optional.of(new Probe.Http(fixed, path.get().strip())));
            }
        };
    }

    /// The words of a simple command; absent when a shell would be needed to tell them.
    private static Optional<List<String>> words(String line) {
        if (line.isBlank()) {
            return Optional.of(List.of());
        }
        return ShellCommand.parse(line) instanceof ShellCommand.Simple simple
                        && simple.assignments().isEmpty()
                ? Optional.of(simple.argv())
                : Optional.empty();
    }

    private Optional<SequencedMap<String, String>> environment() {
        SequencedMap<String, String> map = new LinkedHashMap<>();
        for (String line : environment.get().lines().filter(l -> !l.isBlank()).toList()) {
            int equals = line.indexOf('=');
            if (equals < 1) {
                return Optional.empty();
            }
            map.put(line.substring(0, equals).strip(), line.substring(equals + 1));
        }
        return Optional.of(map);
    }

    private Optional<List<RunRequest.Mount>> mounts() {
        List<RunRequest.Mount> list = new ArrayList<>();
        for (String line : mounts.get().lines().filter(l -> !l.isBlank()).toList()) {
            String text = line.strip();
            boolean fixed = text.endsWith(":ro");
            String pair = fixed ? text.substring(0, text.length() - 3) : text;
            int colon = pair.lastIndexOf(':');
            if (colon < 1 || !pair.startsWith("/", colon + 1)) {
                return Optional.empty();
            }
            try {
                list.add(
                        new RunRequest.Mount(
                                Path.of(pair.substring(0, colon)).toAbsolutePath(),
                                pair.substring(colon + 1),
                                fixed));
            } catch (InvalidPathException e) {
                return Optional.empty();
            }
        }
        return Optional.of(list);
    }
}
