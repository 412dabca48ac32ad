package dev.stagecraft.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What an ignore file leaves out of a build context, by the rules of moby's `patternmatcher`: the
/// last pattern that matches a path, or a folder above it, decides.
///
/// Unlike git: patterns are anchored at the context's root (`*.env` does not match `a/b.env`),
/// `**/*.env` matches `secret.env` at the root too, a slash at the end means nothing, and files in
/// an ignored folder can be taken back with `!`.
public final class DockerIgnore {
    /// Leaves nothing out.
    public static final DockerIgnore NONE = new DockerIgnore(List.of(), List.of());

    private final List<IgnorePattern> patterns;
    private final List<Problem> problems;
    private final boolean exclusions;

    private DockerIgnore(List<IgnorePattern> patterns, List<Problem> problems) {
        this.patterns = List.copyOf(patterns);
        this.problems = List.copyOf(problems);
        this.exclusions = patterns.stream().anyMatch(IgnorePattern::negated);
    }

    /// The names of the ignore file of a Dockerfile, in the order in which BuildKit looks for them:
    /// `<name>.dockerignore` beside the Dockerfile, then `.dockerignore` at the context's root.
    ///
    /// @param dockerfile the Dockerfile's name, such as `web.Dockerfile`
    public static List<String> fileNames(String dockerfile) {
        return List.of(dockerfile + ".dockerignore", ".dockerignore");
    }

    /// Reads an ignore file. A pattern that cannot be read is a problem and left out; a build would
    /// stop there.
    public static DockerIgnore parse(String text) {
        LineIndex index = new LineIndex(text);
        List<IgnorePattern> patterns = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (int line = 0; line < index.count(); line++) {
            int start = index.start(line);
            int end = index.contentEnd(line);
            String written = text.substring(start, end);
            if (written.startsWith("#") || Space.skip(text, start, end) == end) {
                continue;
            }
            int from = Space.skip(text, start, end);
            SourceRange range = index.range(from, Space.skipBack(text, from, end));
            try {
                IgnorePattern.parse(written, range).ifPresent(patterns::add);
            } catch (IllegalArgumentException e) {
                problems.add(
                        new Problem(
                                Problem.Severity.ERROR,
                                range,
                                String.valueOf(e.getMessage()),
                                "a pattern such as **/*.log"));
            }
        }
        return new DockerIgnore(patterns, problems);
    }

    /// Reads the bytes of an ignore file.
    public static DockerIgnore parse(byte[] bytes) {
        return parse(DockerfileText.decode(bytes));
    }

    /// The patterns in their order.
    public List<IgnorePattern> patterns() {
        return patterns;
    }

    /// Patterns that cannot be read.
    public List<Problem> problems() {
        return problems;
    }

    /// Whether any pattern takes files back with `!`.
    public boolean hasExceptions() {
        return exclusions;
    }

    /// Whether a path is left out of the context.
    ///
    /// @param path with slashes, relative to the context's root
    public boolean ignores(String path) {
        return decidedBy(path).map(p -> !p.negated()).orElse(false);
    }

    /// The pattern that decides about a path; absent when none matches, and the path is kept.
    ///
    /// @param path with slashes, relative to the context's root
    public Optional<IgnorePattern> decidedBy(String path) {
        String clean = clean(path);
        IgnorePattern decisive = null;
        if (clean.equals(".")) {
            return Optional.empty();
        }
        for (IgnorePattern pattern : patterns) {
            boolean ignored = decisive != null && !decisive.negated();
            if (pattern.negated() == ignored && pattern.matchesOrContains(clean)) {
                decisive = pattern;
            }
        }
        return Optional.ofNullable(decisive);
    }

    /// Whether nothing in a folder can be in the context, so that it need not be looked into: it is
    /// ignored, and no `!` pattern can match anything in it.
    ///
    /// @param folder with slashes, relative to the context's root
    public boolean canPrune(String folder) {
        if (!ignores(folder)) {
            return false;
        }
        String clean = clean(folder);
        return patterns.stream()
                .filter(IgnorePattern::negated)
                .noneMatch(p -> p.mayMatchBelow(clean));
    }

    private static String clean(String path) {
        String clean = PosixPath.clean(path);
        return clean.length() > 1 && clean.startsWith("/") ? clean.substring(1) : clean;
    }
}
