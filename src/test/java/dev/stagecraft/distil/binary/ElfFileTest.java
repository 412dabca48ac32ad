package dev.stagecraft.distil.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ElfFileTest {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    /// The expectation is what `readelf -dV` of binutils prints.
    @Test
    void readsWhatReadelfReads() throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/readelf")), "no readelf");
        for (String file : List.of("/bin/ls", "/usr/bin/env", JAVA.toString())) {
            ElfFile elf = ElfFile.parse(Files.readAllBytes(Path.of(file))).orElseThrow();
            String text = readelf(file);
            assertThat(elf.needed()).isEqualTo(all(text, "\\(NEEDED\\).*\\[(.+?)]"));
            assertThat(String.join(":", elf.runPaths()))
                    .isEqualTo(String.join(":", all(text, "\\((?:RUNPATH|RPATH)\\).*\\[(.+?)]")));
            assertThat(elf.versions())
                    .containsExactlyInAnyOrderElementsOf(
                            all(text, "Name: (\\S+)\\s+Flags").stream().distinct().toList());
        }
    }

    @Test
    void aLinuxJavaNeedsItsLoaderAndTheCLibrary() throws IOException {
        byte[] bytes = Files.readAllBytes(JAVA);
        assumeTrue(bytes[0] == 0x7f, "no ELF system");
        ElfFile elf = ElfFile.parse(bytes).orElseThrow();
        assertThat(elf.interpreter()).hasValueSatisfying(i -> assertThat(i).contains("ld-"));
        assertThat(elf.needed()).contains("libjli.so");
        assertThat(elf.isStatic()).isFalse();
    }

    @Test
    void otherFilesAreNone() {
        assertThat(ElfFile.parse(new byte[0])).isEmpty();
        assertThat(
                        ElfFile.parse(
                                "#!/bin/sh\necho a long enough text to be a header of a file\n"
                                        .getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Property(tries = 300)
    void brokenFilesNeverFail(@ForAll @IntRange(max = 4095) int at, @ForAll byte value)
            throws IOException {
        byte[] bytes = Files.readAllBytes(JAVA);
        bytes[Math.min(at, bytes.length - 1)] = value;
        assertThatCode(() -> ElfFile.parse(bytes)).doesNotThrowAnyException();
    }

    private static String readelf(String file) throws Exception {
        Process process =
                new ProcessBuilder("readelf", "-dVW", file).redirectErrorStream(true).start();
        return new String(
                process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static List<String> all(String text, String regex) {
        List<String> out = new ArrayList<>();
        Matcher m = Pattern.compile(regex).matcher(text);
        while (m.find()) {
            out.add(m.group(1));
        }
        return out;
    }
}
