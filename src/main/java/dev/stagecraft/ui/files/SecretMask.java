package dev.stagecraft.ui.files;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Hides what looks like a secret in a text: private keys, passwords, tokens. It is kept from
/// somebody's glance over the shoulder, no more.
///
/// @param text the text with dots in place of what is hidden
/// @param hidden how many pieces are hidden
record SecretMask(String text, int hidden) {
    private static final String DOTS = "••••••••";

    /// Each hides its group `s`.
    private static final List<Pattern> SIGNS =
            List.of(
                    // PEM and OpenSSH private keys, RFC 7468; also one that is cut off.
                    Pattern.compile(
                            "-----BEGIN (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?-----"
                                    + "(?<s>(?:[^-]|-(?!----END))*+)"),
                    // The rest of one that began on the page before.
                    Pattern.compile(
                            "\\A(?:[A-Z0-9 ]{0,40}-{1,5}\\R)?(?<s>[A-Za-z0-9+/=\\s]++)"
                                    + "-----END (?:[A-Z0-9]+ ){0,4}PRIVATE KEY"),
                    // NAME_WITH_SECRET=…, "password": "…", token: …
                    Pattern.compile(
                            "(?im)[\\w.-]{0,40}(?:passw(?:or)?d|passphrase|secret|api[_-]?key"
                                    + "|access[_-]?key|auth[_-]?token|private[_-]?key|_auth|token)"
                                    + "[\\w.-]{0,20}[\"']?[ \\t]{0,4}[=:][ \\t]{0,4}[\"']?"
                                    + "(?<s>[^\\s\"'#,;]{4,4096})"),
                    // .docker/config.json
                    Pattern.compile("\"auth\"\\s{0,4}:\\s{0,4}\"(?<s>[A-Za-z0-9+/=]{8,4096})\""),
                    // user:password@host
                    Pattern.compile(
                            "(?i)\\b[a-z][a-z0-9+.-]{1,12}://[^\\s/:@]{1,64}:(?<s>[^\\s/@]{3,256})@"),
                    // .netrc
                    Pattern.compile(
                            "\\blogin\\s{1,4}\\S{1,128}\\s{1,4}password\\s{1,4}(?<s>\\S{3,256})"),
                    // Hashes of /etc/shadow
                    Pattern.compile(
                            "(?m)^[a-z_][\\w-]{0,31}:(?<s>\\$[0-9a-z]{1,4}\\$[^:\\s]{8,512}):"),
                    // Well-known tokens
                    Pattern.compile(
                            "\\b(?<s>AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36,255}"
                                    + "|glpat-[\\w-]{20,64}|xox[abprs]-[\\w-]{10,128}"
                                    + "|npm_[A-Za-z0-9]{36}|eyJ[\\w-]{10,}\\.eyJ[\\w-]{10,}\\.[\\w-]{10,})"));

    /// The text without its secrets.
    static SecretMask of(String text) {
        List<int[]> spans = new ArrayList<>();
        for (Pattern sign : SIGNS) {
            Matcher m = sign.matcher(text);
            while (m.find()) {
                if (m.end("s") > m.start("s")
                        && !text.substring(m.start("s"), m.end("s")).isBlank()) {
                    spans.add(new int[] {m.start("s"), m.end("s")});
                }
            }
        }
        if (spans.isEmpty()) {
            return new SecretMask(text, 0);
        }
        spans.sort((a, b) -> a[0] != b[0] ? a[0] - b[0] : b[1] - a[1]);
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        int hidden = 0;
        for (int[] span : spans) {
            if (span[1] <= at) {
                continue;
            }
            out.append(text, at, Math.max(at, span[0]));
            String secret = text.substring(span[0], span[1]);
            out.append(secret.startsWith("\n") ? "\n" : "").append(DOTS);
            out.append(secret.endsWith("\n") ? "\n" : "");
            at = span[1];
            hidden++;
        }
        return new SecretMask(out.append(text, at, text.length()).toString(), hidden);
    }
}
