package dev.stagecraft.bench;

import dev.stagecraft.distil.Distiller;
import dev.stagecraft.distil.Outcome;
import dev.stagecraft.distil.Request;
import dev.stagecraft.distil.project.FolderFiles;
import dev.stagecraft.distil.project.ProjectFiles;
import dev.stagecraft.dockerfile.Dockerfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How long parsing and rewriting a typical Dockerfile takes, its project's files included.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RewriteBenchmark {
    private static final Path CORPUS = Path.of("src/test/resources/dev/stagecraft/distil/corpus");

    @Param({
        "python-flask-gunicorn",
        "java-spring-multistage-jre",
        "tiers-react-spring-mysql",
        "site-vite-nginx-spa"
    })
    public String project = "";

    private final Distiller distiller = Distiller.bundled();
    private String text = "";
    private ProjectFiles files = ProjectFiles.NONE;

    @Setup
    public void read() throws IOException {
        text = Files.readString(CORPUS.resolve(project).resolve("Dockerfile"));
        files = FolderFiles.of(CORPUS.resolve(project));
    }

    @Benchmark
    public Outcome parseAndRewrite() {
        return distiller.distil(Request.of(Dockerfile.parse(text), files));
    }
}
