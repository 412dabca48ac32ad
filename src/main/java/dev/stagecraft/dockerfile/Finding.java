package dev.stagecraft.dockerfile;

/// A place that a rule objects to.
///
/// @param rule the rule
/// @param range the place
/// @param message what is there, one sentence
public record Finding(Rule rule, SourceRange range, String message) implements Comparable<Finding> {
    /// By place, then by rule.
    @Override
    public int compareTo(Finding other) {
        int byPlace = range.compareTo(other.range);
        return byPlace != 0 ? byPlace : rule.compareTo(other.rule);
    }

    /// Such as `3:1 StageNameCasing: …`.
    @Override
    public String toString() {
        return range + " " + rule.ruleName() + ": " + message;
    }
}
