package dev.stagecraft.ui.support;

import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineAddress;
import dev.stagecraft.engine.EngineCandidate;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.engine.EngineUnavailableException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Engines in memory, by name; the first name is the one to use.
public final class FakeEngines implements EngineSource {
    private final Map<String, FakeEngine> engines = new ConcurrentHashMap<>();
    private final List<String> names = new ArrayList<>();

    /// A place where an engine is.
    public FakeEngines with(String name, FakeEngine engine) {
        names.add(name);
        engines.put(name, engine);
        return this;
    }

    /// A place where nobody answers.
    public FakeEngines without(String name) {
        names.add(name);
        return this;
    }

    /// An engine appears where there was none.
    public void start(String name, FakeEngine engine) {
        engines.put(name, engine);
    }

    public static EngineUnavailableException refused(String name) {
        return new EngineUnavailableException(
                EngineUnavailableException.Kind.PERMISSION_DENIED,
                "this user may not open /run/" + name + ".sock",
                "Add the user to the docker group, then log in again.");
    }

    private EngineCandidate candidate(String name) {
        boolean there = engines.containsKey(name);
        return new EngineCandidate(
                name,
                EngineCandidate.Origin.CONTEXT,
                "",
                Optional.of(EngineAddress.unix(Path.of("/run/" + name + ".sock"))),
                name.equals(names.getFirst()),
                there ? EngineCandidate.State.READY : EngineCandidate.State.UNAVAILABLE,
                there ? "Docker Engine" : "",
                there ? "28.2.2" : "",
                there ? "1.50" : "",
                there ? Optional.empty() : Optional.of(refused(name)));
    }

    @Override
    public List<EngineCandidate> find() {
        return names.stream().map(this::candidate).toList();
    }

    @Override
    public EngineCandidate first() {
        return candidate(names.getFirst());
    }

    @Override
    public Engine open(EngineCandidate candidate) throws EngineException {
        FakeEngine engine = engines.get(candidate.name());
        if (engine == null || !engine.running) {
            throw refused(candidate.name());
        }
        return engine;
    }
}
