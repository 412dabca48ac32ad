package dev.stagecraft.distil.plan;

import java.util.List;
import java.util.Optional;

/// A rewrite as data: what the stages hold and why.
///
/// @param ecosystem such as `Python`
/// @param framework absent when none is known
/// @param base the image of the final stage, with its tag
/// @param preamble what stands before the first FROM: directives, comments, arguments
/// @param stages in their order, the final one last
/// @param removals what the source had and the result has not
/// @param warnings what to know, the most important first
/// @param questions with the answers that the plan was made with
/// @param ignoreProposal text for a `.dockerignore`; absent when none is useful
public record Plan(
        String ecosystem,
        Optional<String> framework,
        String base,
        List<PlanLine> preamble,
        List<PlanStage> stages,
        List<Removal> removals,
        List<Warning> warnings,
        List<Question> questions,
        Optional<String> ignoreProposal) {
    public Plan {
        preamble = List.copyOf(preamble);
        stages = List.copyOf(stages);
        removals = List.copyOf(removals);
        warnings = List.copyOf(warnings);
        questions = List.copyOf(questions);
    }

    /// The same plan with other stages.
    ///
    /// @param base the image of the last of them, with its tag
    public Plan withStages(String base, List<PlanStage> stages) {
        return new Plan(
                ecosystem,
                framework,
                base,
                preamble,
                stages,
                removals,
                warnings,
                questions,
                ignoreProposal);
    }
}
