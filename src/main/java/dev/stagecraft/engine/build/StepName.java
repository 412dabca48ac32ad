package dev.stagecraft.engine.build;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How BuildKit names a step: `[builder 3/5] RUN make`, `[2/4] COPY . .`, `[linux/arm64 stage-1
/// 1/2] FROM …`, or `[internal] load build context`.
///
/// @param stage the stage's name; may be empty
/// @param index its place in its stage, from 1; 0 when it is the builder's own work
/// @param total how many steps its stage has; 0 when it is the builder's own work
/// @param text the instruction, or what the builder does
record StepName(String stage, int index, int total, String text) {
    private static final Pattern FORM =
            Pattern.compile(
                    "\\[(?:[a-z0-9]+/[a-z0-9]+(?:/[a-z0-9]+)?(?:->\\S+)? )?(?:(\\S+) )?"
                            + "(\\d{1,6})/(\\d{1,6})] (.*)",
                    Pattern.DOTALL);

    static StepName parse(String name) {
        Matcher matcher = FORM.matcher(name);
        if (!matcher.matches()) {
            return new StepName("", 0, 0, name);
        }
        return new StepName(
                matcher.group(1) == null ? "" : matcher.group(1),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                matcher.group(4));
    }
}
