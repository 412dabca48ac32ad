package dev.stagecraft.engine;

import java.util.Optional;

/// An engine that may be there, and whether it can be used.
///
/// @param name how a person knows it and chooses it: a context's name, `DOCKER_HOST`, or a name
///   such as `podman` for a well-known socket
/// @param origin where it was found
/// @param description what is said of it, such as the context's description; may be empty
/// @param address where it listens; absent when its context cannot be read
/// @param current whether it is the one that the Docker command line would use
/// @param state whether it can be used
/// @param product such as `Docker Engine`; empty unless ready
/// @param version the engine's version; empty unless ready
/// @param apiVersion the version of the API that was agreed on; empty unless ready
/// @param problem why it cannot be used, with what to do; absent unless unavailable
public record EngineCandidate(
        String name,
        Origin origin,
        String description,
        Optional<EngineAddress> address,
        boolean current,
        State state,
        String product,
        String version,
        String apiVersion,
        Optional<EngineUnavailableException> problem) {
    /// Where an engine was found.
    public enum Origin {
        /// It was asked for by its address.
        CHOICE,
        /// The environment variable `DOCKER_HOST`.
        ENVIRONMENT,
        /// A context of the Docker command line.
        CONTEXT,
        /// A socket or pipe where engines usually listen.
        SOCKET
    }

    /// Whether it can be used.
    public enum State {
        /// It has not been asked yet: engines behind `ssh` are asked only when chosen.
        UNTRIED,
        /// It answered, and speaks a version of the API that Stagecraft speaks.
        READY,
        /// It cannot be used; [EngineCandidate#problem] says why.
        UNAVAILABLE
    }

    static EngineCandidate untried(
            String name, Origin origin, String description, EngineAddress address) {
        return new EngineCandidate(
                name,
                origin,
                description,
                Optional.of(address),
                false,
                State.UNTRIED,
                "",
                "",
                "",
                Optional.empty());
    }

    static EngineCandidate broken(
            String name, Origin origin, String description, EngineUnavailableException problem) {
        return new EngineCandidate(
                name,
                origin,
                description,
                Optional.empty(),
                false,
                State.UNAVAILABLE,
                "",
                "",
                "",
                Optional.of(problem));
    }

    EngineCandidate asCurrent() {
        return new EngineCandidate(
                name,
                origin,
                description,
                address,
                true,
                state,
                product,
                version,
                apiVersion,
                problem);
    }

    EngineCandidate ready(EngineInfo info) {
        return new EngineCandidate(
                name,
                origin,
                description,
                address,
                current,
                State.READY,
                info.product(),
                info.version(),
                info.apiVersion(),
                Optional.empty());
    }

    EngineCandidate unavailable(EngineUnavailableException why) {
        return new EngineCandidate(
                name,
                origin,
                description,
                address,
                current,
                State.UNAVAILABLE,
                "",
                "",
                "",
                Optional.of(why));
    }
}
