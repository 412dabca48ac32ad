package dev.stagecraft.cli;

import static dev.stagecraft.archive.TarBytes.tar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stagecraft.archive.ArchiveBytes;
import dev.stagecraft.archive.TarBytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ctrl-C, as a terminal sends it to the program's process.
class InterruptedCommandIT {
    @TempDir Path folder;

    @Test
    void anExtractionThatIsInterruptedEndsAndLeavesNothing() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "signals need kill");
        TarBytes layer = tar().dir("many/");
        byte[] content = new byte[2000];
        for (int i = 0; i < 20_000; i++) {
            layer.file("many/file" + i, content);
        }
        Path image =
                ArchiveBytes.saved("many:1", List.of(layer.bytes()))
                        .writeTo(folder.resolve("many.tar"));
        Path before = Files.createDirectory(folder.resolve("out"));
        Path mine = Files.writeString(before.resolve("mine"), "stays");
        CliProcess cli = new CliProcess(Files.createDirectory(folder.resolve("home")));

        Process process = cli.start("extract", image.toString(), "/many", "-o", before.toString());
        Path some = before.resolve("many/file9");
        for (int i = 0; i < 600 && !Files.exists(some) && process.isAlive(); i++) {
            Thread.sleep(20);
        }
        assertThat(process.isAlive()).as("it is in the middle of its work").isTrue();
        new ProcessBuilder("/bin/kill", "-INT", Long.toString(process.pid())).start().waitFor();
        boolean ended = process.waitFor(15, TimeUnit.SECONDS);
        process.destroyForcibly();

        assertThat(ended).as("ends").isTrue();
        assertThat(process.exitValue()).as("as interrupted programs do").isEqualTo(130);
        try (Stream<Path> left = Files.list(before)) {
            assertThat(left).containsExactly(mine);
        }
        try (Stream<Path> left = Files.list(cli.temporary())) {
            assertThat(left.filter(f -> !f.getFileName().toString().startsWith("hsperf")))
                    .isEmpty();
        }
    }
}
