package dev.stagecraft.distil.binary;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// What an ELF file needs to be loaded (System V ABI, chapters 4 and 5; symbol versions as in the
/// Linux Standard Base, "Symbol Versioning").
///
/// @param interpreter the dynamic loader; absent for libraries and static programs
/// @param soname the name that others need it by; absent when it has none
/// @param needed shared libraries, in their order
/// @param runPaths of `DT_RUNPATH` and `DT_RPATH`, with `$ORIGIN` as written
/// @param versions the symbol versions it needs, such as `GLIBC_2.34`
public record ElfFile(
        Optional<String> interpreter,
        Optional<String> soname,
        List<String> needed,
        List<String> runPaths,
        SortedSet<String> versions) {
    private static final int PT_LOAD = 1;
    private static final int PT_DYNAMIC = 2;
    private static final int PT_INTERP = 3;
    private static final int DT_NEEDED = 1;
    private static final int DT_STRTAB = 5;
    private static final int DT_SONAME = 14;
    private static final int DT_RPATH = 15;
    private static final int DT_RUNPATH = 29;
    private static final int DT_VERNEED = 0x6ffffffe;
    private static final int DT_VERNEEDNUM = 0x6fffffff;
    private static final int MAX_ENTRIES = 10_000;
    private static final int MAX_NAME = 4_096;

    /// Whether nothing has to be loaded with it.
    public boolean isStatic() {
        return interpreter.isEmpty() && needed.isEmpty();
    }

    /// The newest version of this library's symbols that it needs, such as `2.34` of `GLIBC`.
    public Optional<String> newest(String library) {
        return versions.stream()
                .filter(v -> v.startsWith(library + "_") && v.length() > library.length() + 1)
                .map(v -> v.substring(library.length() + 1))
                .filter(v -> Character.isDigit(v.charAt(0)))
                .max(dev.stagecraft.distil.catalog.Catalogue::compareVersions);
    }

    /// Reads the file; absent when it is no ELF file or is broken.
    public static Optional<ElfFile> parse(byte[] bytes) {
        if (bytes.length < 52
                || bytes[0] != 0x7f
                || bytes[1] != 'E'
                || bytes[2] != 'L'
                || bytes[3] != 'F') {
            return Optional.empty();
        }
        try {
            return Optional.of(new Reading(bytes).read());
        } catch (IndexOutOfBoundsException | IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    private static final class Reading {
        private final ByteBuffer in;
        private final boolean wide;
        private final List<long[]> loads = new ArrayList<>();

        Reading(byte[] bytes) {
            in = ByteBuffer.wrap(bytes);
            wide = bytes[4] == 2;
            in.order(bytes[5] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        }

        private long word(long at) {
            return wide ? in.getLong(index(at)) : in.getInt(index(at)) & 0xffffffffL;
        }

        private static int index(long at) {
            if (at < 0 || at > Integer.MAX_VALUE) {
                throw new IndexOutOfBoundsException("offset " + at);
            }
            return (int) at;
        }

        ElfFile read() {
            long table = word(wide ? 32 : 28);
            int size = in.getShort(wide ? 54 : 42) & 0xffff;
            int count = in.getShort(wide ? 56 : 44) & 0xffff;
            Optional<String> interpreter = Optional.empty();
            long dynamic = -1;
            long dynamicSize = 0;
            for (int i = 0; i < count; i++) {
                long at = table + (long) i * size;
                int type = in.getInt(index(at));
                long offset = word(at + (wide ? 8 : 4));
                long address = word(at + (wide ? 16 : 8));
                long length = word(at + (wide ? 32 : 16));
                if (type == PT_LOAD) {
                    loads.add(new long[] {address, offset, length});
                } else if (type == PT_INTERP) {
                    interpreter = Optional.of(text(offset));
                } else if (type == PT_DYNAMIC) {
                    dynamic = offset;
                    dynamicSize = length;
                }
            }
            return dynamic < 0
                    ? new ElfFile(
                            interpreter, Optional.empty(), List.of(), List.of(), new TreeSet<>())
                    : dynamic(interpreter, dynamic, dynamicSize);
        }

        private ElfFile dynamic(Optional<String> interpreter, long start, long length) {
            List<Long> needed = new ArrayList<>();
            List<Long> paths = new ArrayList<>();
            long strings = -1;
            long soname = -1;
            long versions = -1;
            long versionCount = 0;
            int step = wide ? 16 : 8;
            for (long i = 0; i < length / step && i < MAX_ENTRIES; i++) {
                long tag = word(start + i * step);
                long value = word(start + i * step + step / 2);
                if (tag == 0) {
                    break;
                }
                switch ((int) tag) {
                    case DT_NEEDED -> needed.add(value);
                    case DT_STRTAB -> strings = offset(value);
                    case DT_SONAME -> soname = value;
                    case DT_RPATH, DT_RUNPATH -> paths.add(value);
                    case DT_VERNEED -> versions = offset(value);
                    case DT_VERNEEDNUM -> versionCount = value;
                    default -> {}
                }
            }
            if (strings < 0) {
                return new ElfFile(
                        interpreter, Optional.empty(), List.of(), List.of(), new TreeSet<>());
            }
            long table = strings;
            List<String> runPaths = new ArrayList<>();
            paths.forEach(p -> runPaths.addAll(List.of(text(table + p).split(":"))));
            return new ElfFile(
                    interpreter,
                    soname < 0 ? Optional.empty() : Optional.of(text(table + soname)),
                    needed.stream().map(n -> text(table + n)).toList(),
                    List.copyOf(runPaths),
                    versions(versions, Math.min(versionCount, MAX_ENTRIES), table));
        }

        private SortedSet<String> versions(long at, long count, long strings) {
            SortedSet<String> out = new TreeSet<>();
            long here = at;
            for (long i = 0; i < count && here >= 0; i++) {
                int auxCount = in.getShort(index(here + 2)) & 0xffff;
                long aux = here + (in.getInt(index(here + 8)) & 0xffffffffL);
                for (int k = 0; k < auxCount && k < MAX_ENTRIES; k++) {
                    out.add(text(strings + (in.getInt(index(aux + 8)) & 0xffffffffL)));
                    int next = in.getInt(index(aux + 12));
                    if (next == 0) {
                        break;
                    }
                    aux += next & 0xffffffffL;
                }
                int next = in.getInt(index(here + 12));
                if (next == 0) {
                    break;
                }
                here += next & 0xffffffffL;
            }
            return out;
        }

        /// The place in the file of an address in memory.
        private long offset(long address) {
            for (long[] load : loads) {
                if (address >= load[0] && address < load[0] + load[2]) {
                    return address - load[0] + load[1];
                }
            }
            throw new IllegalArgumentException("no segment holds " + address);
        }

        private String text(long at) {
            int from = index(at);
            int to = from;
            while (to - from < MAX_NAME && in.get(to) != 0) {
                to++;
            }
            byte[] bytes = new byte[to - from];
            in.get(from, bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
