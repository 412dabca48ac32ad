package dev.stagecraft.distil.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ShellScriptTest {
    @Test
    void splitsWordsAsAShellDoes() {
        // printf '<%s>' a 'b c' "d e" f\ g h"i"'j'
        assertThat(words("a 'b c' \"d e\" f\\ g h\"i\"'j'"))
                .containsExactly("a", "b c", "d e", "f g", "hij");
    }

    @Test
    void keepsABackslashInDoubleQuotesUnlessItEscapes() {
        assertThat(words("\"a\\nb\" \"c\\\"d\" \"\\$x\"")).containsExactly("a\\nb", "c\"d", "$x");
    }

    /// Dash 0.5.12 prints the same words.
    @Test
    void keepsSingleQuotesInDoubleQuotes() {
        assertThat(words("node -e \"get('http://a/b')\" \"it's\" x"))
                .containsExactly("node", "-e", "get('http://a/b')", "it's", "x");
        assertThat(ShellScript.parse("echo \"it's\" && b").compound()).isFalse();
    }

    @Test
    void partsCommandsByOperators() {
        ShellScript script = ShellScript.parse("a && b || c; d | e & f");
        assertThat(script.steps())
                .extracting(ShellScript.Step::operator)
                .containsExactly("&&", "||", ";", "|", "&", "");
        assertThat(script.isSequence()).isFalse();
        assertThat(ShellScript.parse("a && b; c").isSequence()).isTrue();
    }

    @Test
    void takesAssignmentsBeforeTheCommand() {
        ShellScript.Step step =
                ShellScript.parse("NODE_ENV=production PORT=\"80\" node x.js A=b")
                        .single()
                        .orElseThrow();
        assertThat(step.assignments())
                .extracting(a -> a.name() + "=" + a.value().text())
                .containsExactly("NODE_ENV=production", "PORT=80");
        assertThat(step.texts()).containsExactly("node", "x.js", "A=b");
    }

    @Test
    void resolvesVariablesAndTheirDefaults() {
        ShellScript.Step step =
                ShellScript.parse("run --port ${PORT:-8000} \"$HOST:1\" $OPTS")
                        .single()
                        .orElseThrow();
        assertThat(step.literal()).isEmpty();
        assertThat(step.resolve(Map.of("HOST", "h"))).isEmpty();
        assertThat(step.resolve(Map.of("HOST", "h", "OPTS", "-a -b")))
                .hasValue(List.of("run", "--port", "8000", "h:1", "-a", "-b"));
        assertThat(step.resolve(Map.of("HOST", "h", "OPTS", "", "PORT", "9")))
                .hasValue(List.of("run", "--port", "9", "h:1"));
    }

    @Test
    void seesWhatOnlyAShellCanDo() {
        assertThat(ShellScript.parse("a > f 2>&1").steps().getFirst().redirections())
                .containsExactly(">f", "2>&1");
        assertThat(ShellScript.parse("for f in *; do echo $f; done").compound()).isTrue();
        assertThat(ShellScript.parse("if true; then a; fi").compound()).isTrue();
        assertThat(ShellScript.parse("cat <<EOF").compound()).isTrue();
        assertThat(ShellScript.parse("(a)").compound()).isTrue();
        assertThat(ShellScript.parse("a *.jar").single().orElseThrow().literal()).isEmpty();
        assertThat(ShellScript.parse("a $(nproc)").single().orElseThrow().resolve(Map.of()))
                .isEmpty();
        assertThat(ShellScript.parse("echo 'if'").compound()).isFalse();
    }

    @Test
    void readsScriptsLineByLine() {
        ShellScript script = ShellScript.parse("#!/bin/sh\nset -e\n\n# note\nexec \"$@\"\n");
        assertThat(script.steps()).extracting(ShellScript.Step::line).containsExactly(2, 5);
        assertThat(script.steps().getLast().words().getLast().variables())
                .containsExactly(new ShellWord.Variable("@", "", ""));
    }

    @Property
    void neverFailsOnAnyText(@ForAll String text) {
        assertThatCode(() -> ShellScript.parse(text)).doesNotThrowAnyException();
    }

    private static List<String> words(String text) {
        return ShellScript.parse(text).steps().getFirst().texts();
    }
}
