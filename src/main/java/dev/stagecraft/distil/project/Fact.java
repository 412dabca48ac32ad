package dev.stagecraft.distil.project;

/// Something known of a project.
///
/// @param subject what it is about
/// @param value what was read
/// @param place where it was read
public record Fact(Subject subject, String value, Place place) {
    /// What facts are about.
    public enum Subject {
        ECOSYSTEM,
        FRAMEWORK,
        BUILD_TOOL,
        LOCK_FILE,
        START,
        VERSION,
        PORT,
        USER,
        WRITABLE,
        HEALTH_CHECK,
        RUNTIME_PACKAGE,
        LIBRARY,
        NATIVE_MODULE,
        ENVIRONMENT,
        SERVICE,
        ARTIFACT
    }
}
