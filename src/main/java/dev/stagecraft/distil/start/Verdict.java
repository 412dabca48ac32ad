package dev.stagecraft.distil.start;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Whether a condition of a script holds, as far as that is known before the container starts.
///
/// @param holds absent where only the running container can tell
/// @param by what decides it
record Verdict(Optional<Boolean> holds, Set<By> by) {
    static final Verdict UNKNOWN = new Verdict(Optional.empty(), Set.of());

    /// What decides a condition.
    enum By {
        /// The words of CMD.
        ARGUMENTS,
        /// The user, who is not root.
        USER,
        /// A variable of the environment.
        ENVIRONMENT,
        /// A file of the project.
        FILE
    }

    Verdict not() {
        return new Verdict(holds.map(h -> !h), by);
    }

    Verdict and(Verdict other) {
        if (isFalse() && (!other.isFalse() || by.size() <= other.by.size())) {
            return this;
        }
        return other.isFalse() ? other : both(other);
    }

    Verdict or(Verdict other) {
        return not().and(other.not()).not();
    }

    private boolean isFalse() {
        return holds.filter(h -> !h).isPresent();
    }

    private Verdict both(Verdict other) {
        Set<By> all = EnumSet.noneOf(By.class);
        all.addAll(by);
        all.addAll(other.by);
        return new Verdict(holds.flatMap(h -> other.holds.map(o -> h && o)), all);
    }
}
