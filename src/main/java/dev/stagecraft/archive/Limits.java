package dev.stagecraft.archive;

/// What an archive may ask of the reader, so that a hostile one costs nothing. The defaults are far
/// above what real images need.
///
/// @param jsonBytes the longest JSON document in bytes
/// @param attestationBytes the longest attestation in bytes
/// @param indexDepth how deep indexes may nest
/// @param pathBytes the longest path in bytes
/// @param headerBytes the most bytes of long names and PAX records before one entry
/// @param headerChain the most extension headers before one entry
/// @param layers the most layers of an image
/// @param entries the most paths of all layers together, directories on the way included
/// @param textBytes the most bytes of all names and link targets together
/// @param layerBytes the most bytes of one layer's tar, and of its files together
/// @param compressionRatio how many times its own size a blob may grow
/// @param ratioFreeBytes what a blob may grow to in any case, in bytes
public record Limits(
        int jsonBytes,
        int attestationBytes,
        int indexDepth,
        int pathBytes,
        int headerBytes,
        int headerChain,
        int layers,
        int entries,
        long textBytes,
        long layerBytes,
        int compressionRatio,
        long ratioFreeBytes) {
    private static final int MIB = 1 << 20;

    /// What an entry takes at the most while its layer is read and laid over the others, with
    /// arrays that are just being doubled, in bytes.
    private static final int HEAP_PER_ENTRY = 480;

    /// Limits that a reader with so much heap keeps.
    ///
    /// @param heap in bytes
    public static Limits forHeap(long heap) {
        return new Limits(
                4 * MIB,
                40 * MIB,
                8,
                4096,
                MIB,
                16,
                1024,
                Math.clamp(heap / HEAP_PER_ENTRY, 10_000, 20_000_000),
                Math.clamp(heap / 10, MIB, 1L << 30),
                1L << 40,
                1100,
                512L * MIB);
    }

    /// Limits that fit this program's heap.
    public static Limits standard() {
        return forHeap(Runtime.getRuntime().maxMemory());
    }

    public Limits withEntries(int most) {
        return new Limits(
                jsonBytes,
                attestationBytes,
                indexDepth,
                pathBytes,
                headerBytes,
                headerChain,
                layers,
                most,
                textBytes,
                layerBytes,
                compressionRatio,
                ratioFreeBytes);
    }

    public Limits withLayerBytes(long most) {
        return new Limits(
                jsonBytes,
                attestationBytes,
                indexDepth,
                pathBytes,
                headerBytes,
                headerChain,
                layers,
                entries,
                textBytes,
                most,
                compressionRatio,
                ratioFreeBytes);
    }

    public Limits withCompressionRatio(int most, long freeBytes) {
        return new Limits(
                jsonBytes,
                attestationBytes,
                indexDepth,
                pathBytes,
                headerBytes,
                headerChain,
                layers,
                entries,
                textBytes,
                layerBytes,
                most,
                freeBytes);
    }
}
