package dev.stagecraft.distil.plan;

import java.util.Locale;
import java.util.ResourceBundle;

/// What a change teaches: the rule behind it, the same in every file. Its title and text come from
/// the bundle `dev.stagecraft.distil.plan.messages`.
public enum Lesson {
    /// Building and running are two images.
    BUILDER_STAGE,
    /// The builder's release and version are those of the final stage.
    SAME_RELEASE,
    /// The final image holds only what runs.
    SMALL_FINAL,
    /// Instructions about running belong to the last stage.
    RUN_SETTINGS,
    /// Without a shell, commands are argument vectors.
    EXEC_FORM,
    /// The base's entry point is the interpreter.
    ENTRYPOINT_OF_BASE,
    /// Start scripts need a shell.
    START_SCRIPT,
    /// A health check needs a program that is there.
    HEALTH_CHECK,
    /// Users are numbers, and not root.
    NON_ROOT,
    /// Folders that the program writes to belong to its user.
    WRITABLE,
    /// Shared libraries come along with their needs.
    LIBRARIES,
    /// musl and glibc do not mix.
    ALPINE,
    /// Signals and zombies are the engine's business.
    INIT,
    /// Nothing is installed in the final stage.
    NO_RUN,
    /// Dependencies for development stay behind.
    NO_DEV_DEPENDENCIES,
    /// A virtual environment moves as a whole.
    VENV,
    /// A static binary needs nothing below it.
    STATIC_BINARY,
    /// What changes rarely comes first.
    LAYERS,
    /// Tools that only people use stay behind.
    NO_TOOLS,
    /// Files need a server, and a small one will do.
    FILE_SERVER,
    /// Each tier is built in a stage of its own.
    TIERS;

    private String key(String part) {
        return "lesson." + name().toLowerCase(Locale.ROOT).replace('_', '-') + "." + part;
    }

    /// A few words.
    public String title() {
        return bundle().getString(key("title"));
    }

    /// One or two sentences that explain it to someone who meets it for the first time.
    public String text() {
        return bundle().getString(key("text"));
    }

    private static ResourceBundle bundle() {
        return ResourceBundle.getBundle("dev.stagecraft.distil.plan.messages");
    }
}
