package dev.stagecraft.dockerfile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Runs the checks of a Dockerfile. The `check` directive and `# check=skip=…` comments before an
/// instruction are obeyed.
public final class Checks {
    private final BuildOptions options;
    private final BaseImages bases;
    private final Optional<DockerIgnore> ignore;
    private final Map<String, String> basePlatforms;

    /// @param bases what is known of base images: without it, undefined variables in stages on
    ///   images are not reported
    /// @param ignore the ignore file of the build context; absent where there is none
    /// @param basePlatforms platforms of local base images, such as `linux/arm64`, by their
    ///   reference as FROM has it
    public Checks(
            BuildOptions options,
            BaseImages bases,
            Optional<DockerIgnore> ignore,
            Map<String, String> basePlatforms) {
        this.options = options;
        this.bases = bases;
        this.ignore = ignore;
        this.basePlatforms = Map.copyOf(basePlatforms);
    }

    /// With nothing known but the file.
    public static Checks ofFileAlone() {
        return new Checks(BuildOptions.DEFAULT, WellKnownBases.load(), Optional.empty(), Map.of());
    }

    /// Checks a file.
    public CheckReport check(Dockerfile file) {
        Stages stages = Stages.of(file, options);
        List<Candidate> candidates = new ArrayList<>();
        new NamingChecks(file, stages, candidates).run();
        BaseChecks baseChecks = new BaseChecks(file, stages, candidates);
        baseChecks.run(basePlatforms);
        StageChecks stageChecks = new StageChecks(candidates, ignore);
        stageChecks.secrets(stages);
        List<StageEvaluation> evaluations = new StageEvaluator(stages, bases, stageChecks).all();
        new SmallImageChecks(stages, evaluations, candidates).run();
        CheckOptions fileOptions = fileOptions(file);
        TreeSet<Finding> findings =
                new TreeSet<>(Comparator.<Finding>naturalOrder().thenComparing(Finding::message));
        boolean buildCheck = false;
        for (Candidate candidate : candidates) {
            CheckOptions here = fileOptions.merged(candidate.where.source().comments());
            if (here.runs(candidate.finding.rule())) {
                findings.add(candidate.finding);
                buildCheck |= candidate.finding.rule().isBuildCheck();
            }
        }
        return new CheckReport(List.copyOf(findings), fileOptions.error() && buildCheck);
    }

    private static CheckOptions fileOptions(Dockerfile file) {
        try {
            return CheckOptions.parse(file.directive(Directive.CHECK).orElse(""));
        } catch (IllegalArgumentException e) {
            return CheckOptions.DEFAULT;
        }
    }

    /// A finding that may be skipped by a comment before its instruction.
    record Candidate(Finding finding, Instruction where) {
        static void add(
                List<Candidate> to,
                Rule rule,
                Instruction where,
                SourceRange range,
                String message) {
            to.add(new Candidate(new Finding(rule, range, message), where));
        }
    }
}
