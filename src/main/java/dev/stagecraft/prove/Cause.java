package dev.stagecraft.prove;

import java.util.List;
import java.util.Optional;

/// Why a build or a run failed, as far as what it printed tells.
///
/// The fields of each kind are what a change to the plan that may mend it needs.
public sealed interface Cause {
    /// Whether another plan could mend it: not what the computer, the engine or a registry lacks.
    default boolean ofThePlan() {
        return !(this instanceof BaseUnavailable
                || this instanceof DiskFull
                || this instanceof OutOfMemory
                || this instanceof EngineGone);
    }

    /// A library that the loader asked for is not in the image.
    ///
    /// @param soname such as `libpq.so.5`
    /// @param neededBy the file that asked for it; absent when not said
    record MissingLibrary(String soname, Optional<String> neededBy) implements Cause {}

    /// The program that the container is to start is not there, or the interpreter or loader that
    /// it names is not.
    ///
    /// @param path the program as named; may be a bare name that was looked up in `PATH`
    record ProgramNotFound(String path) implements Cause {}

    /// Something asked for a shell.
    ///
    /// @param shell such as `/bin/sh`
    record ShellWanted(String shell) implements Cause {}

    /// A module, package or class that the runtime asked for is not there.
    ///
    /// @param language `python`, `node` or `java`
    /// @param name as the runtime names it
    record ModuleNotFound(String language, String name) implements Cause {}

    /// The user of the container may not read, write or run a path.
    ///
    /// @param path the path; absent when not said
    /// @param access what was tried
    record PermissionDenied(Optional<String> path, Access access) implements Cause {}

    /// What a refused access was for.
    enum Access {
        WRITE,
        READ,
        EXECUTE,
        UNKNOWN
    }

    /// The user that the image names has no entry in its passwd file.
    ///
    /// @param name the user or group as named
    record UserUnknown(String name) implements Cause {}

    /// The certificates that TLS wants are not there, or do not hold the peer's authority.
    record CertificatesMissing() implements Cause {}

    /// The time zone database is not there.
    ///
    /// @param zone the zone that was asked for; absent when not said
    record TimeZoneMissing(Optional<String> zone) implements Cause {}

    /// A binary wants a newer C or C++ library than the image has.
    ///
    /// @param symbolVersion such as `GLIBC_2.38`
    /// @param neededBy the binary; absent when not said
    record LibcTooNew(String symbolVersion, Optional<String> neededBy) implements Cause {}

    /// The container runs, but nothing answers on its ports.
    ///
    /// @param ports those that were asked; empty when none was known
    record PortRefused(List<Integer> ports) implements Cause {
        public PortRefused {
            ports = List.copyOf(ports);
        }
    }

    /// The process may not listen on a port below 1024.
    ///
    /// @param port the port; absent when not said
    record PortNotAllowed(Optional<Integer> port) implements Cause {}

    /// A file that the program opens is not there.
    ///
    /// @param path the path as the program named it
    record FileNotFound(String path) implements Cause {}

    /// A file that the build copies is not in the context, or an ignore file keeps it out.
    ///
    /// @param path the path as the build names it
    record SourceNotInContext(String path) implements Cause {}

    /// The base image cannot be had.
    ///
    /// @param reference the image as named
    record BaseUnavailable(String reference) implements Cause {}

    /// A package that the build installs is not in the suite's or the registry's list.
    ///
    /// @param name the package
    record PackageUnknown(String name) implements Cause {}

    /// A command of the build is not in its stage.
    ///
    /// @param name the command
    record BuildCommandNotFound(String name) implements Cause {}

    /// The disk of the engine or of this computer is full.
    record DiskFull() implements Cause {}

    /// The container ended because it used more memory than it was given.
    record OutOfMemory() implements Cause {}

    /// The engine went away in the middle.
    record EngineGone() implements Cause {}
}
