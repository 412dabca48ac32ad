package dev.stagecraft.dockerfile;

import java.util.Collection;

/// Hears what comes up while the settings of stages are worked out.
interface EvaluationListener {
    EvaluationListener NONE = new EvaluationListener() {};

    /// A variable that is neither set nor declared. Not called where the base's variables are
    /// unknown.
    default void undefined(Instruction in, String name, Collection<String> known) {}

    /// A word that cannot be expanded.
    default void failed(Instruction in, Word word, String message) {}

    /// A shell form of CMD or ENTRYPOINT.
    default void shellForm(Instruction in, boolean shellIsSet) {}

    /// The first WORKDIR of a stage and the stages it stands on.
    default void firstWorkdir(Instruction.Workdir in, String path) {}

    /// A port of EXPOSE with its variables replaced.
    default void port(Instruction.Expose in, Word written, String port) {}

    /// A source of COPY or ADD with its variables replaced.
    default void transferSource(Instruction.Transfer in, Word written, String path) {}
}
