package dev.stagecraft.distil.rewrite;

import dev.stagecraft.distil.plan.Plan;

/// One kind of programs and the way to rewrite their images.
public interface Ecosystem {
    /// As people call it, such as `Python`.
    String name();

    /// Whether the container starts a program of this kind.
    boolean claims(Situation situation);

    /// The plan.
    ///
    /// @throws dev.stagecraft.distil.plan.RefusedException when there is no safe one
    Plan rewrite(Situation situation);
}
