package dev.stagecraft.distil.rewrite;

import dev.stagecraft.distil.project.SourceScan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Programs of the system, and shells, that the sources start while the program runs: no distroless
/// image has them, and what starts them fails only then.
final class StartedPrograms {
    private static final int MOST_NAMED = 4;

    /// The name of a program, with its folder.
    private static final String NAME = "\\s*[fr]?[\"'`]([\\w./+-]+)([^\"'`\\n]*)";

    /// How a language starts programs.
    ///
    /// @param endings of its sources
    /// @param call up to the program's name
    /// @param shell what of the call says that a shell reads it
    private record Language(List<String> endings, Pattern call, Pattern shell) {
        static Language of(List<String> endings, String call, String shell) {
            return new Language(endings, Pattern.compile(call + NAME), Pattern.compile(shell));
        }

        String[] suffixes() {
            return endings.toArray(String[]::new);
        }
    }

    private static final String NEVER = "(?!)";

    private static final Map<String, Language> LANGUAGES =
            Map.of(
                    "Python",
                    Language.of(
                            List.of(".py"),
                            "\\b(?:subprocess\\.\\w+|os\\.(?:system|popen|exec[lv]p?e?)|(?:asyncio\\.)?create_subprocess_(?:exec|shell)|Popen|check_output|check_call)\\(\\s*\\[?",
                            "os\\.(?:system|popen)|_shell\\(|getoutput|getstatusoutput|shell\\s*=\\s*True"),
                    "Node",
                    Language.of(
                            List.of(".js", ".mjs", ".cjs", ".ts"),
                            "(?:(?<![\\w.$])|\\b(?:cp|child_process|childProcess)\\.)(?:exec|execSync|execFile|execFileSync|spawn|spawnSync|execa)\\(",
                            "\\bexec(?:Sync)?\\(|shell:\\s*true"),
                    "Go",
                    Language.of(
                            List.of(".go"),
                            "\\bexec\\.Command(?:Context)?\\((?:[\\w.()]+,)?",
                            NEVER),
                    "Rust",
                    Language.of(List.of(".rs"), "\\bCommand::new\\(", NEVER),
                    "Java",
                    Language.of(
                            List.of(".java", ".kt"),
                            "(?:\\bProcessBuilder\\((?:List\\.of\\(|listOf\\()?|\\.exec\\((?:new String\\[\\]\\s*\\{)?)",
                            NEVER),
                    "C/C++",
                    Language.of(
                            List.of(".c", ".cc", ".cpp", ".cxx"),
                            "(?<![\\w.>])(?:std::)?(?:system|popen|exec[lv]p?e?)\\(",
                            "(?:system|popen)\\("),
                    ".NET",
                    Language.of(
                            List.of(".cs"), "\\b(?:Process\\.Start|ProcessStartInfo)\\(", NEVER));

    /// Sources that run in the build only.
    private static final Pattern BUILD =
            Pattern.compile(
                    "(?:.*/)?(?:setup|conftest|noxfile|fabfile|tasks)\\.py|(?:.*/)?build\\.rs"
                            + "|(?:.*/)?[\\w.-]*(?:config|gulpfile|Gruntfile)\\.[cm]?[jt]s"
                            + "|(?:.*/)?(?:scripts?|tools?|docs?|examples?|bench(?:marks)?|ci|node_modules|dist|build|client|frontend|web|ui)/.*");

    private static final Pattern SHELL = Pattern.compile("sh|bash|dash|ash|zsh|cmd|powershell");

    private StartedPrograms() {}

    /// Says which ones, and where.
    static void warn(Situation s, Draft draft, String ecosystem) {
        Language language = LANGUAGES.get(ecosystem);
        if (language == null) {
            return;
        }
        List<String> found = new ArrayList<>();
        for (String file : SourceScan.files(s.context(), language.suffixes())) {
            if (BUILD.matcher(file).matches()) {
                continue;
            }
            String text = s.context().text(file).orElse("");
            if (ecosystem.equals("Node")
                    && !text.contains("child_process")
                    && !text.contains("execa")) {
                continue;
            }
            Matcher call = language.call().matcher(text);
            while (call.find() && found.size() <= MOST_NAMED) {
                String what = started(call, text, language, s);
                int begin = text.lastIndexOf('\n', call.start()) + 1;
                boolean comment =
                        text.substring(begin, call.start()).strip().matches("(?:#|//|/?\\*).*");
                if (!what.isEmpty() && !comment) {
                    long line = 1 + text.substring(0, call.start()).lines().count();
                    boolean first = begin == call.start();
                    found.add(what + " (" + file + " line " + (first ? line : line - 1) + ")");
                }
            }
        }
        if (!found.isEmpty()) {
            List<String> named = found.subList(0, Math.min(MOST_NAMED, found.size()));
            draft.warn(
                    "The sources start "
                            + String.join(", ", named)
                            + (found.size() > MOST_NAMED ? " and more" : "")
                            + ". The final image has no shell and no programs beside the application's own: such a call fails when it is made. Do it with a library, or keep a slim base image.");
        }
    }

    /// What a call starts; empty when it is the application's own.
    private static String started(Matcher call, String text, Language language, Situation s) {
        int end = Math.min(text.length(), call.end() + 200);
        int next = text.indexOf('\n', call.end());
        String around = text.substring(call.start(), next < 0 ? end : Math.min(end, next));
        String path = call.group(1);
        String name = path.replaceFirst("^/(?:usr/)?(?:local/)?s?bin/", "");
        if (SHELL.matcher(name).matches()) {
            return "a shell";
        }
        if (language.shell().matcher(around).find()) {
            return "a shell for `" + name + "`";
        }
        boolean own =
                name.contains("/")
                        || name.startsWith(".")
                        || name.matches("python[\\d.]*|node|java|dotnet")
                        || s.context().paths().stream().anyMatch(p -> isCalled(p, name));
        return own ? "" : "`" + name + "`";
    }

    private static boolean isCalled(String path, String name) {
        return path.equals(name) || path.endsWith("/" + name);
    }
}
