package dev.stagecraft.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellCommandTest {
    @Test
    void splitsAsAShellWould() {
        assertThat(argv("java -jar 'my app.jar'  --x=\"a 'b'\" c\\ d \"\""))
                .containsExactly("java", "-jar", "my app.jar", "--x=a 'b'", "c d", "");
        assertThat(argv("echo \"\\$HOME \\a \\\"q\\\"\" '$x' a$ \"$\" '*' #note"))
                .containsExactly("echo", "$HOME \\a \"q\"", "$x", "a$", "$", "*");
        assertThat(argv("[ -f x ]")).containsExactly("[", "-f", "x", "]");
        assertThat(argv("serve;")).containsExactly("serve");
        assertThat(argv("echo if a#b {x}")).containsExactly("echo", "if", "a#b", "{x}");
    }

    private static List<String> argv(String line) {
        return ((ShellCommand.Simple) ShellCommand.parse(line)).argv();
    }

    @Test
    void knowsAssignmentsAndExec() {
        ShellCommand.Simple simple =
                (ShellCommand.Simple) ShellCommand.parse("PORT=80 NAME='a b' exec server a=b");
        assertThat(simple.assignments())
                .containsExactly(Map.entry("PORT", "80"), Map.entry("NAME", "a b"));
        assertThat(simple.argvWithoutExec()).containsExactly("server", "a=b");
        assertThat(((ShellCommand.Simple) ShellCommand.parse("exec -a n x")).argvWithoutExec())
                .containsExactly("exec", "-a", "n", "x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '§',
            value = {
                "java $JAVA_OPTS -jar a.jar ¦ VARIABLE ¦ 5 ¦ $JAVA_OPTS",
                "a \"${X:-y}\" ¦ VARIABLE ¦ 3 ¦ ${X:-y}",
                "a $((1+1)) ¦ VARIABLE ¦ 2 ¦ $((",
                "a $(b) ¦ COMMAND_SUBSTITUTION ¦ 2 ¦ $(",
                "a `b` ¦ COMMAND_SUBSTITUTION ¦ 2 ¦ `",
                "java -jar *.jar ¦ GLOB ¦ 10 ¦ *",
                "ls [ab] ¦ GLOB ¦ 3 ¦ [",
                "ls ~/x ¦ TILDE ¦ 3 ¦ ~/x",
                "ls {a,b} ¦ BRACES ¦ 3 ¦ {a,b}",
                "a | b ¦ PIPE ¦ 2 ¦ |",
                "a && b ¦ AND_OR ¦ 2 ¦ &&",
                "a || b ¦ AND_OR ¦ 2 ¦ ||",
                "a; b ¦ SEQUENCE ¦ 1 ¦ ;",
                "a & ¦ BACKGROUND ¦ 2 ¦ &",
                "a > b ¦ REDIRECTION ¦ 2 ¦ >",
                "a 2>&1 ¦ REDIRECTION ¦ 2 ¦ 2>",
                "a <<EOF ¦ REDIRECTION ¦ 2 ¦ <<",
                "(a) ¦ COMPOUND ¦ 0 ¦ (",
                "if x ¦ COMPOUND ¦ 0 ¦ if",
                "a 'b ¦ OPEN_QUOTE ¦ 2 ¦ '",
                "a \"b ¦ OPEN_QUOTE ¦ 2 ¦ \"",
                "X=1 ¦ NO_COMMAND ¦ 0 ¦ X=1",
                "# x ¦ NO_COMMAND ¦ 0 ¦ # x",
            })
    void saysWhatNeedsAShell(String line, ShellCommand.Reason reason, int offset, String text) {
        assertThat(ShellCommand.parse(line.strip()))
                .isEqualTo(new ShellCommand.NeedsShell(reason, offset, text.strip()));
    }

    /// Random lines: whatever is called simple, the system's own `sh` must split the same way.
    @Test
    void agreesWithTheSystemsShell() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no /bin/sh on this system");
        Random random = new Random(42);
        String alphabet = "ab \t'\"\\#=~-;[]{},.!/$%@:";
        StringBuilder script = new StringBuilder();
        StringBuilder expected = new StringBuilder();
        int count = 0;
        for (int i = 0; i < 40_000; i++) {
            StringBuilder line = new StringBuilder();
            int length = 1 + random.nextInt(12);
            for (int j = 0; j < length; j++) {
                line.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            // As arguments, so that no word is a command or an assignment; a backslash at the end
            // would join two lines of the script.
            if (line.charAt(length - 1) != '\\'
                    && ShellCommand.parse("f " + line) instanceof ShellCommand.Simple simple) {
                script.append("f ").append(line).append('\n');
                simple.argv().stream()
                        .skip(1)
                        .forEach(w -> expected.append('<').append(w).append('>'));
                expected.append('\n');
                count++;
            }
        }
        Path file = Files.createTempFile("words", ".sh");
        try {
            Files.writeString(
                    file, "f() { for w; do printf '<%s>' \"$w\"; done; echo; }\n" + script);
            Process shell =
                    new ProcessBuilder("/bin/sh", file.toString())
                            .redirectErrorStream(true)
                            .start();
            String actual =
                    new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            shell.waitFor();
            assertThat(actual.lines().toList()).isEqualTo(expected.toString().lines().toList());
        } finally {
            Files.delete(file);
        }
        assertThat(count).isGreaterThan(5_000);
    }
}
