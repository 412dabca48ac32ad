package dev.stagecraft.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// Containers and networks of an engine. Every method waits for the engine and is cancelled by
/// interrupting the calling thread, as those of [Engine].
public interface Containers {
    /// Makes a container without starting it. Its log is kept by the engine up to a few megabytes.
    ///
    /// @return its id
    /// @throws ImageNotFoundException when the engine has no such image
    String create(ContainerSpec spec) throws EngineException;

    /// Starts it.
    ///
    /// @throws EngineRefusedException when its program cannot be started; the message says why
    void start(String id) throws EngineException;

    /// How it is now.
    ContainerState state(String id) throws EngineException;

    /// Waits until it ends.
    ///
    /// @param limit how long to wait
    /// @return its exit status; absent when it still runs
    OptionalInt await(String id, Duration limit) throws EngineException;

    /// What it printed last.
    ///
    /// @param maxLines how many lines of both streams together at the most
    /// @param maxBytes how many bytes of both streams together at the most
    ContainerLog log(String id, int maxLines, int maxBytes) throws EngineException;

    /// The lines that it printed last, those of both streams in the order in which they were
    /// printed; untrusted.
    ///
    /// @param maxLines how many lines at the most
    /// @param maxBytes how many bytes at the most
    List<String> lastLines(String id, int maxLines, int maxBytes) throws EngineException;

    /// A file or folder of its file system as a tar, whether it runs or not. The stream must be
    /// closed.
    ///
    /// @param path absolute; links on the way are followed, the last name's is not
    /// @throws EngineRefusedException with status 404 when there is no such path
    EngineStream copyOut(String id, String path) throws EngineException;

    /// Asks it to end, and ends it when the time is up. Nothing happens when it does not run.
    void stop(String id, Duration grace) throws EngineException;

    /// Removes it with its anonymous volumes, running or not. Nothing happens when it is gone.
    void remove(String id) throws EngineException;

    /// The containers, running or not, that have a label, each with its labels.
    ///
    /// @param label the label's name
    Map<String, Map<String, String>> labelled(String label) throws EngineException;

    /// Makes a network whose members reach each other and the engine's host, and nothing outside.
    ///
    /// @param bridge what the engine's host calls the interface of it, at most 15 letters
    /// @return its id
    String createInternalNetwork(String name, String bridge, Map<String, String> labels)
            throws EngineException;

    /// Makes a network whose members can have ports published, but whose own connections to the
    /// outside get no answers, because their addresses are not translated.
    ///
    /// @return its id
    String createPublishingNetwork(String name, Map<String, String> labels) throws EngineException;

    /// Removes a network. Nothing happens when it is gone.
    void removeNetwork(String id) throws EngineException;

    /// The networks that have a label, each with its labels.
    Map<String, Map<String, String>> labelledNetworks(String label) throws EngineException;

    /// Removes an image, and its untagged parents that nothing else uses. Nothing happens when it
    /// is gone.
    ///
    /// @param reference a name or id
    /// @return what was removed and untagged, in the engine's words
    List<String> removeImage(String reference) throws EngineException;
}
