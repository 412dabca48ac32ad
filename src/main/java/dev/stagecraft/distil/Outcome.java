package dev.stagecraft.distil;

import dev.stagecraft.distil.plan.Change;
import dev.stagecraft.distil.plan.LineSpan;
import dev.stagecraft.distil.plan.Plan;
import dev.stagecraft.distil.plan.Question;
import dev.stagecraft.distil.plan.Refusal;
import dev.stagecraft.distil.plan.Warning;
import dev.stagecraft.distil.project.Fact;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What became of a Dockerfile.
public sealed interface Outcome {
    /// Such as `Python`; empty when it is not known.
    String ecosystem();

    /// Absent when none is known.
    Optional<String> framework();

    /// What was read of the project, each with its place.
    List<Fact> facts();

    /// `converted`, `already-distroless` or `refused`.
    String word();

    /// What conversions and improvements have.
    sealed interface Rewritten extends Outcome {
        /// The image of the final stage.
        String base();

        /// The new Dockerfile.
        String text();

        /// What was changed and why, in the order of the result.
        List<Change> changes();

        /// The output lines of every source line that went somewhere.
        Map<Integer, LineSpan> matches();

        List<Warning> warnings();

        List<Question> questions();

        /// Text for a `.dockerignore`; absent when none is useful.
        Optional<String> ignoreProposal();
    }

    /// A new Dockerfile.
    record Converted(
            Plan plan,
            String text,
            List<Change> changes,
            Map<Integer, LineSpan> matches,
            List<Fact> facts)
            implements Rewritten {
        @Override
        public String ecosystem() {
            return plan.ecosystem();
        }

        @Override
        public Optional<String> framework() {
            return plan.framework();
        }

        @Override
        public String base() {
            return plan.base();
        }

        @Override
        public List<Warning> warnings() {
            return plan.warnings();
        }

        @Override
        public List<Question> questions() {
            return plan.questions();
        }

        @Override
        public Optional<String> ignoreProposal() {
            return plan.ignoreProposal();
        }

        @Override
        public String word() {
            return "converted";
        }
    }

    /// The file has a distroless final stage already; the text is the same or slightly better.
    record AlreadyDistroless(
            Plan plan,
            String text,
            List<Change> changes,
            Map<Integer, LineSpan> matches,
            List<Fact> facts)
            implements Rewritten {
        @Override
        public String ecosystem() {
            return plan.ecosystem();
        }

        @Override
        public Optional<String> framework() {
            return plan.framework();
        }

        @Override
        public String base() {
            return plan.base();
        }

        @Override
        public List<Warning> warnings() {
            return plan.warnings();
        }

        @Override
        public List<Question> questions() {
            return plan.questions();
        }

        @Override
        public Optional<String> ignoreProposal() {
            return plan.ignoreProposal();
        }

        @Override
        public String word() {
            return "already-distroless";
        }
    }

    /// It cannot be done.
    record Refused(
            String ecosystem,
            Optional<String> framework,
            Refusal refusal,
            List<Question> questions,
            List<Fact> facts)
            implements Outcome {
        @Override
        public String word() {
            return "refused";
        }
    }
}
