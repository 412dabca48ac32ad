package dev.stagecraft.distil.plan;

/// Stops a rewrite that cannot be done. It never leaves the room: the outcome carries the refusal.
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    public RefusedException(Refusal refusal) {
        super(refusal.reason());
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
