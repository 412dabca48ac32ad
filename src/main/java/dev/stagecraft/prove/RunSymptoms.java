package dev.stagecraft.prove;

import dev.stagecraft.prove.Cause.Access;
import dev.stagecraft.prove.Cause.CertificatesMissing;
import dev.stagecraft.prove.Cause.FileNotFound;
import dev.stagecraft.prove.Cause.LibcTooNew;
import dev.stagecraft.prove.Cause.MissingLibrary;
import dev.stagecraft.prove.Cause.ModuleNotFound;
import dev.stagecraft.prove.Cause.OutOfMemory;
import dev.stagecraft.prove.Cause.PermissionDenied;
import dev.stagecraft.prove.Cause.PortNotAllowed;
import dev.stagecraft.prove.Cause.ProgramNotFound;
import dev.stagecraft.prove.Cause.ShellWanted;
import dev.stagecraft.prove.Cause.TimeZoneMissing;
import dev.stagecraft.prove.Cause.UserUnknown;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/// What glibc's loader, the OCI runtime, CPython, Node, the JDK and Go print when something is
/// missing at run time. The order matters: the first that fits a line wins, so the special stand
/// before the general.
final class RunSymptoms {
    private static final Set<String> SHELLS = Set.of("sh", "bash", "ash", "dash", "zsh");

    private RunSymptoms() {}

    static final List<Symptom> ALL =
            List.of(
                    // glibc's loader, and every runtime that shows dlopen's message
                    Symptom.of(
                            "([^\\s:]+): .*version [`'‘]((?:GLIBC|GLIBCXX|CXXABI|GCC)_[\\d.]+)['’]"
                                    + " not found(?: \\(required by ([^)]+)\\))?",
                            m ->
                                    new LibcTooNew(
                                            m.group(2),
                                            Optional.ofNullable(m.group(3))
                                                    .or(() -> Optional.of(m.group(1))))),
                    Symptom.of(
                            "version [`'‘]((?:GLIBC|GLIBCXX|CXXABI|GCC)_[\\d.]+)['’] not found"
                                    + "(?: \\(required by ([^)]+)\\))?",
                            m -> new LibcTooNew(m.group(1), Optional.ofNullable(m.group(2)))),
                    Symptom.of(
                            "(?:([^\\s:]+): )?error while loading shared libraries: ([^\\s:]+):"
                                    + " cannot open shared object file",
                            m -> new MissingLibrary(m.group(2), Optional.ofNullable(m.group(1)))),
                    Symptom.of(
                            "([\\w.+-]+\\.so(?:\\.[\\w.]+)?): cannot open shared object file",
                            m -> new MissingLibrary(m.group(1), Optional.empty())),
                    Symptom.of(
                            "Error loading shared library ([^\\s:]+):.*\\(needed by ([^)]+)\\)",
                            m -> new MissingLibrary(m.group(1), Optional.of(m.group(2)))),
                    // the OCI runtime
                    Symptom.of(
                            "unable to find (?:user|group) ([^\\s:]+): no matching entries in"
                                    + " (?:passwd|group) file",
                            m -> new UserUnknown(m.group(1))),
                    Symptom.of(
                            "exec: \"([^\"]+)\": permission denied",
                            m -> new PermissionDenied(Optional.of(m.group(1)), Access.EXECUTE)),
                    Symptom.of(
                            "exec:? \"?(/[^\\s\":]+)\"?: permission denied",
                            m -> new PermissionDenied(Optional.of(m.group(1)), Access.EXECUTE)),
                    Symptom.of(
                            "exec: \"([^\"]+)\": (?:executable file not found|stat .*no such file)",
                            m -> program(m.group(1))),
                    Symptom.of(
                            "exec:? \"?(/[^\\s\":]+)\"?: no such file or directory",
                            m -> program(m.group(1))),
                    Symptom.of(
                            "exec (/[^\\s:]+): exec format error",
                            m -> new ProgramNotFound(m.group(1))),
                    // a shell asked for by a program
                    Symptom.of(
                            "(?:spawn|spawnSync) (\\S*/)?(sh|bash|ash|dash) ENOENT",
                            m -> new ShellWanted(shell(m.group(1), m.group(2)))),
                    Symptom.of(
                            "No such file or directory: '(/(?:usr/)?bin/)?(sh|bash|ash|dash)'",
                            m -> new ShellWanted(shell(m.group(1), m.group(2)))),
                    Symptom.of(
                            "Cannot run program \"(\\S*/)?(sh|bash)\"",
                            m -> new ShellWanted(shell(m.group(1), m.group(2)))),
                    Symptom.of(
                            "(?:fork/exec|exec:) \"?(/(?:usr/)?bin/)?(sh|bash|ash|dash)\"?:"
                                    + " (?:no such file|executable file not found)",
                            m -> new ShellWanted(shell(m.group(1), m.group(2)))),
                    Symptom.of(
                            "(?:spawn|spawnSync) (\\S+) ENOENT",
                            m -> new ProgramNotFound(m.group(1))),
                    Symptom.of(
                            "Cannot run program \"([^\"]+)\"",
                            m -> new ProgramNotFound(m.group(1))),
                    Symptom.of(
                            "exec: \"([^\"]+)\": executable file not found",
                            m -> program(m.group(1))),
                    // modules
                    Symptom.of(
                            "ModuleNotFoundError: No module named '([^']+)'",
                            m -> new ModuleNotFound("python", m.group(1))),
                    Symptom.of(
                            "No module named ([\\w.]+)$",
                            m -> new ModuleNotFound("python", m.group(1))),
                    Symptom.maybe("Cannot find (?:module|package) '([^']+)'", RunSymptoms::node),
                    Symptom.of(
                            "(?:ClassNotFoundException|NoClassDefFoundError): ([\\w.$/]+)",
                            m -> new ModuleNotFound("java", m.group(1).replace('/', '.'))),
                    Symptom.of(
                            "Could not find or load main class (\\S+)",
                            m -> new ModuleNotFound("java", m.group(1))),
                    Symptom.of(
                            "no main manifest attribute, in (\\S+)",
                            m -> new ModuleNotFound("java", m.group(1))),
                    // permissions
                    Symptom.of(
                            "(?:listen|bind)[^\\n]*?:(\\d+): (?:bind: )?permission denied",
                            m -> new PortNotAllowed(port(m.group(1)))),
                    Symptom.of(
                            "listen EACCES: permission denied [^\\s]*?:(\\d+)",
                            m -> new PortNotAllowed(port(m.group(1)))),
                    Symptom.of(
                            "(?i)(?:bind|listen|socket)\\S*.{0,80}permission denied",
                            m -> new PortNotAllowed(Optional.empty())),
                    Symptom.of(
                            "PermissionError: \\[Errno 13\\][^:]*: '([^']+)'",
                            m -> new PermissionDenied(Optional.of(m.group(1)), Access.UNKNOWN)),
                    Symptom.of(
                            "OSError: \\[Errno 30\\][^:]*: '([^']+)'",
                            m -> new PermissionDenied(Optional.of(m.group(1)), Access.WRITE)),
                    Symptom.of(
                            "(?:EACCES|EROFS|EPERM): [^,]+, (\\w+) '([^']+)'",
                            m ->
                                    new PermissionDenied(
                                            Optional.of(m.group(2)), nodeAccess(m.group(1)))),
                    Symptom.of(
                            "AccessDeniedException: (/[^\\s:]+)",
                            m -> new PermissionDenied(Optional.of(m.group(1)), Access.UNKNOWN)),
                    Symptom.of(
                            "FileNotFoundException: (/[^\\s:(]+) \\(Permission denied\\)",
                            m -> new PermissionDenied(Optional.of(m.group(1)), Access.UNKNOWN)),
                    Symptom.of(
                            "(open|mkdir|create|rename|unlink) (/[^\\s:]+): (?:permission denied"
                                    + "|read-only file system)",
                            m ->
                                    new PermissionDenied(
                                            Optional.of(m.group(2)),
                                            m.group(1).equals("open")
                                                    ? Access.UNKNOWN
                                                    : Access.WRITE)),
                    Symptom.of(
                            "(/[^\\s:'\"]+): (?:Permission denied|Read-only file system)",
                            m -> new PermissionDenied(Optional.of(m.group(1)), Access.UNKNOWN)),
                    // users, certificates, zones
                    Symptom.of(
                            "(?:getpwuid\\(\\): uid not found: |getpwnam\\(\\): name not found: ')"
                                    + "([\\w.-]+)",
                            m -> new UserUnknown(m.group(1))),
                    Symptom.of(
                            "user: (?:unknown user(?:id)?|lookup username) ([\\w.-]+)",
                            m -> new UserUnknown(m.group(1))),
                    Symptom.of(
                            "certificate signed by unknown authority|CERTIFICATE_VERIFY_FAILED"
                                    + "|unable to get (?:local )?issuer certificate"
                                    + "|PKIX path building failed|UNABLE_TO_GET_ISSUER_CERT"
                                    + "|trustAnchors parameter must be non-empty"
                                    + "|invalid path: \\S*(?:ca-certificates|cert)\\S*"
                                    + "|ca-certificates\\.crt: no such file",
                            m -> new CertificatesMissing()),
                    Symptom.of(
                            "unknown time zone (\\S+)",
                            m -> new TimeZoneMissing(Optional.of(m.group(1)))),
                    Symptom.of(
                            "No time zone found with key (\\S+?)['\"]?$",
                            m -> new TimeZoneMissing(Optional.of(m.group(1)))),
                    Symptom.of(
                            "ZoneInfoNotFoundError|PytzUsageWarning: no zoneinfo",
                            m -> new TimeZoneMissing(Optional.empty())),
                    Symptom.of(
                            "OutOfMemoryError|JavaScript heap out of memory|MemoryError$"
                                    + "|fatal error: runtime: out of memory",
                            m -> new OutOfMemory()),
                    // files
                    Symptom.of(
                            "can't open file '([^']+)': \\[Errno 2\\]",
                            m -> new FileNotFound(m.group(1))),
                    Symptom.of(
                            "FileNotFoundError: \\[Errno 2\\] No such file or directory: '([^']+)'",
                            m -> new FileNotFound(m.group(1))),
                    Symptom.of("TemplateNotFound: (\\S+)", m -> new FileNotFound(m.group(1))),
                    Symptom.of(
                            "ENOENT: no such file or directory, \\w+ '([^']+)'",
                            m -> new FileNotFound(m.group(1))),
                    Symptom.of(
                            "Unable to access jarfile (\\S+)", m -> new FileNotFound(m.group(1))),
                    Symptom.of(
                            "(?:NoSuchFileException|FileNotFoundException): (/?[^\\s:(]+)",
                            m -> new FileNotFound(m.group(1))),
                    Symptom.of(
                            "(?:open|stat|lstat|chdir|readdirent) ([^\\s:]+): no such file or"
                                    + " directory",
                            m -> new FileNotFound(m.group(1))),
                    Symptom.of(
                            "Os \\{ code: 2, kind: NotFound.*?\"([^\"]*/[^\"]*)\"",
                            m -> new FileNotFound(m.group(1))),
                    Symptom.of(
                            "(/[^\\s:'\"]+): No such file or directory",
                            m -> new FileNotFound(m.group(1))));

    private static Cause program(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return SHELLS.contains(name) ? new ShellWanted(path) : new ProgramNotFound(path);
    }

    private static String shell(@Nullable String folder, String name) {
        return folder == null ? name : folder + name;
    }

    /// Node says the same of a package and of a file: a path is a file that was not copied.
    private static Optional<Cause> node(Matcher m) {
        String name = m.group(1);
        return Optional.of(
                name.startsWith("/") || name.startsWith(".")
                        ? new FileNotFound(name)
                        : new ModuleNotFound("node", name));
    }

    private static Access nodeAccess(String call) {
        return switch (call) {
            case "mkdir", "unlink", "rename", "rmdir", "copyfile", "symlink" -> Access.WRITE;
            case "scandir", "stat", "lstat", "readlink" -> Access.READ;
            default -> Access.UNKNOWN;
        };
    }

    private static Optional<Integer> port(String digits) {
        return digits.length() <= 5 ? Optional.of(Integer.valueOf(digits)) : Optional.empty();
    }
}
