package dev.stagecraft.bench;

import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.engine.EngineLocator;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.ImageSummary;
import dev.stagecraft.stage.Clues;
import dev.stagecraft.stage.StageInference;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What the first stage tree of an image takes besides the engine's own answer (inspect and
/// history): for every tagged image, the median of some tries. Run with `mvn -q
/// -Dbench="dev.stagecraft.bench.FirstTreeBenchmark"`.
public final class FirstTreeBenchmark {
    private static final int TRIES = 5;

    private FirstTreeBenchmark() {}

    /// @param args the number of images, 20 when absent
    public static void main(String[] args) throws EngineException {
        int most = args.length > 0 ? Integer.parseInt(args[0]) : 20;
        EngineLocator locator = EngineLocator.ofThisProcess();
        try (Engine engine = locator.open(locator.current())) {
            List<ImageSummary> images =
                    engine.listImages(false).stream()
                            .filter(i -> !i.tags().isEmpty())
                            .limit(most)
                            .toList();
            double[] answers = new double[images.size()];
            double[] trees = new double[images.size()];
            int steps = 0;
            for (int i = 0; i < images.size(); i++) {
                double[] answer = new double[TRIES];
                double[] tree = new double[TRIES];
                for (int t = 0; t < TRIES; t++) {
                    long begun = System.nanoTime();
                    Image image = engine.inspect(images.get(i).id().toString());
                    long answered = System.nanoTime();
                    steps += StageInference.infer(Clues.of(image)).stages().size();
                    answer[t] = (answered - begun) / 1e6;
                    tree[t] = (System.nanoTime() - answered) / 1e6;
                }
                answers[i] = median(answer);
                trees[i] = median(tree);
            }
            String result =
                    String.format(
                            Locale.ROOT,
                            "%d images: the engine's answer %.1f ms, the stages from it %.2f ms"
                                    + " (medians); the slowest %.1f ms and %.2f ms (%d stages)",
                            images.size(),
                            median(answers),
                            median(trees),
                            Arrays.stream(answers).max().orElse(0),
                            Arrays.stream(trees).max().orElse(0),
                            steps / TRIES);
            System.out.println(result);
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }
}
