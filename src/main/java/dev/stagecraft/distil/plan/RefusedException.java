package dev.stagecraft.distil.plan;

import java.util.List;

/// Stops a rewrite that cannot be done. It never leaves the room: the outcome carries the refusal.
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;
    private final transient List<Question> questions;

    public RefusedException(Refusal refusal) {
        this(refusal, List.of());
    }

    /// @param questions whose answers could change the outcome
    public RefusedException(Refusal refusal, List<Question> questions) {
        super(refusal.reason());
        this.refusal = refusal;
        this.questions = List.copyOf(questions);
    }

    public Refusal refusal() {
        return refusal;
    }

    /// Questions whose answers could change the outcome.
    public List<Question> questions() {
        return questions;
    }
}
