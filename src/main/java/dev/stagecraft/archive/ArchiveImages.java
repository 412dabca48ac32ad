package dev.stagecraft.archive;

import dev.stagecraft.archive.ArchivedImage.LayerPlace;
import dev.stagecraft.archive.json.ConfigDocument;
import dev.stagecraft.archive.json.Descriptor;
import dev.stagecraft.archive.json.MalformedJsonException;
import dev.stagecraft.archive.json.ManifestDocument;
import dev.stagecraft.archive.json.ProvenanceDocument;
import dev.stagecraft.archive.json.SavedImage;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.ImageReference;
import dev.stagecraft.image.Platform;
import dev.stagecraft.image.Provenance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Finds out which images an archive holds: by `index.json` (OCI image layout) where it names any,
/// else by `manifest.json` (`docker save`).
final class ArchiveImages {
    private static final int MOST_IMAGES = 1000;

    private final BlobStore store;
    private final Limits limits;
    private final List<ArchivedImage> images = new ArrayList<>();
    private final Map<String, Optional<Provenance>> provenances = new HashMap<>();
    private final Map<Digest, List<ImageReference>> savedTags = new HashMap<>();
    private final Set<Digest> seen = new HashSet<>();
    private int artifacts;
    private int documents;

    private ArchiveImages(BlobStore store, Limits limits) {
        this.store = store;
        this.limits = limits;
    }

    /// @return empty when there is neither document
    /// @throws NotAnImageException when there is an artifact instead
    static List<ArchivedImage> find(BlobStore store, Limits limits) throws IOException {
        ArchiveImages search = new ArchiveImages(store, limits);
        search.run();
        if (search.images.isEmpty() && search.artifacts > 0) {
            throw new NotAnImageException(
                    NotAnImageException.Found.ARTIFACT,
                    "This is an OCI artifact and no image: it holds something else, such as a"
                            + " chart, a signature or an SBOM.");
        }
        return List.copyOf(search.images);
    }

    private void run() throws IOException {
        List<SavedImage> saved = List.of();
        Optional<BlobStore.Blob> manifest = store.find("manifest.json");
        try {
            if (manifest.isPresent()) {
                saved =
                        SavedImage.read(
                                manifest.get().bytes(limits.jsonBytes()), limits.jsonBytes());
            }
            for (SavedImage image : saved) {
                digestOf(image.config())
                        .ifPresent(id -> savedTags.put(id, references(image.tags())));
            }
            Optional<BlobStore.Blob> index = store.find("index.json");
            if (index.isPresent()) {
                ManifestDocument document = document(index.get(), "index.json");
                if (document instanceof ManifestDocument.Index(List<Descriptor> all, boolean none)
                        && !none) {
                    addAll(all, 1, List.of());
                }
            }
            if (images.isEmpty() && artifacts == 0) {
                for (SavedImage image : saved) {
                    addSaved(image);
                }
            }
        } catch (MalformedJsonException e) {
            throw new CorruptArchiveException(String.valueOf(e.getMessage()));
        }
    }

    private ManifestDocument document(BlobStore.Blob blob, String what) throws IOException {
        if (++documents > MOST_IMAGES) {
            throw new LimitExceededException(
                    "images", MOST_IMAGES, "more than " + MOST_IMAGES + " manifests and indexes");
        }
        return ManifestDocument.read(blob.bytes(limits.jsonBytes()), what, limits.jsonBytes());
    }

    private void addAll(List<Descriptor> manifests, int depth, List<ImageReference> inherited)
            throws IOException {
        if (depth > limits.indexDepth()) {
            throw new LimitExceededException(
                    "indexDepth",
                    limits.indexDepth(),
                    "indexes nest deeper than " + limits.indexDepth());
        }
        for (Descriptor manifest : manifests) {
            if (manifest.isAttestation()) {
                String of = manifest.annotations().get("vnd.docker.reference.digest");
                if (of != null) {
                    provenances.putIfAbsent(of, provenance(manifest.digest()));
                }
            }
        }
        // The same manifest may stand there under several names.
        Map<Digest, List<ImageReference>> names = new LinkedHashMap<>();
        Map<Digest, Descriptor> descriptors = new LinkedHashMap<>();
        for (Descriptor manifest : manifests) {
            if (!manifest.isAttestation()) {
                List<ImageReference> tags =
                        names.computeIfAbsent(manifest.digest(), d -> new ArrayList<>());
                for (ImageReference tag : names(manifest, inherited)) {
                    if (!tags.contains(tag)) {
                        tags.add(tag);
                    }
                }
                descriptors.putIfAbsent(manifest.digest(), manifest);
            }
        }
        for (Descriptor manifest : descriptors.values()) {
            if (seen.add(manifest.digest())) {
                add(manifest, depth, names.getOrDefault(manifest.digest(), List.of()));
            }
        }
    }

    private void add(Descriptor descriptor, int depth, List<ImageReference> tags)
            throws IOException {
        Optional<BlobStore.Blob> blob = blob(descriptor.digest());
        if (blob.isEmpty()) {
            if (descriptor.artifactType().isPresent()) {
                artifacts++;
                return;
            }
            images.add(
                    ArchivedImage.absent(
                            descriptor.digest(),
                            tags,
                            descriptor.platform(),
                            descriptor.isIndex()
                                    ? "The archive names this index and does not hold it."
                                    : "The archive names this image and does not hold it."));
            return;
        }
        try {
            switch (document(blob.get(), "manifest " + descriptor.digest().shortHex())) {
                case ManifestDocument.Index(List<Descriptor> all, boolean _) ->
                        addAll(all, depth + 1, tags);
                case ManifestDocument.Manifest m when m.isImage() ->
                        addImage(descriptor, blob.get(), m, tags);
                case ManifestDocument.Manifest _ -> artifacts++;
            }
        } catch (MalformedJsonException e) {
            images.add(
                    ArchivedImage.absent(
                            descriptor.digest(),
                            tags,
                            descriptor.platform(),
                            String.valueOf(e.getMessage())));
        }
    }

    private void addImage(
            Descriptor descriptor,
            BlobStore.Blob manifestBlob,
            ManifestDocument.Manifest manifest,
            List<ImageReference> tags)
            throws IOException {
        Digest configId = manifest.config().digest();
        List<ImageReference> allTags = new ArrayList<>(savedTags.getOrDefault(configId, List.of()));
        tags.stream().filter(t -> !allTags.contains(t)).forEach(allTags::add);
        List<String> problems = new ArrayList<>();
        checkDigest(
                "manifest", descriptor.digest(), manifestBlob.bytes(limits.jsonBytes()), problems);
        List<LayerPlace> layers = new ArrayList<>();
        List<Optional<Descriptor>> blobs = new ArrayList<>();
        for (Descriptor layer : manifest.layers()) {
            layers.add(
                    new LayerPlace(
                            path(layer.digest()),
                            Optional.of(layer.digest()),
                            OptionalLong.of(layer.size()),
                            layer.isForeign()));
            blobs.add(Optional.of(layer));
        }
        images.add(
                image(
                        configId,
                        path(configId),
                        allTags,
                        descriptor.platform(),
                        problems,
                        layers,
                        blobs,
                        provenances.getOrDefault(
                                descriptor.digest().toString(), Optional.empty())));
    }

    private void addSaved(SavedImage saved) throws IOException {
        Digest id = idOf(saved.config());
        List<LayerPlace> layers = new ArrayList<>();
        for (String layer : saved.layers()) {
            layers.add(
                    new LayerPlace(
                            ArchivePath.resolve("", layer),
                            blobDigest(layer),
                            OptionalLong.empty(),
                            false));
        }
        images.add(
                image(
                        id,
                        ArchivePath.resolve("", saved.config()),
                        references(saved.tags()),
                        Optional.empty(),
                        new ArrayList<>(),
                        layers,
                        List.of(),
                        Optional.empty()));
    }

    /// `docker save` names a configuration by its digest, Jib and others as they like.
    private Digest idOf(String config) throws IOException {
        Optional<Digest> named = digestOf(config);
        if (named.isPresent()) {
            return named.get();
        }
        BlobStore.Blob blob =
                store.find(ArchivePath.resolve("", config))
                        .orElseThrow(() ->
                                new CorruptArchiveException(
                                        "manifest.json names a configuration that is not in the"
                                                + " archive: "
                                                + DisplayText.escape(config, 160)));
        return digest(blob.bytes(limits.jsonBytes()), "sha256");
    }

    private ArchivedImage image(
            Digest id,
            String configPath,
            List<ImageReference> tags,
            Optional<Platform> platform,
            List<String> problems,
            List<LayerPlace> layers,
            List<Optional<Descriptor>> blobs,
            Optional<Provenance> provenance)
            throws IOException {
        Optional<BlobStore.Blob> blob = store.find(configPath);
        if (blob.isEmpty()) {
            return ArchivedImage.absent(
                    id, tags, platform, "The archive does not hold the image's configuration.");
        }
        byte[] bytes = blob.get().bytes(limits.jsonBytes());
        ConfigDocument config;
        try {
            config =
                    ConfigDocument.read(
                            bytes, "configuration " + id.shortHex(), limits.jsonBytes());
        } catch (MalformedJsonException e) {
            return ArchivedImage.absent(id, tags, platform, String.valueOf(e.getMessage()));
        }
        if (config.diffIds().size() != layers.size() || layers.size() > limits.layers()) {
            return ArchivedImage.absent(
                    id,
                    tags,
                    platform,
                    "The manifest names %d layers and the configuration %d; at most %d are read."
                            .formatted(layers.size(), config.diffIds().size(), limits.layers()));
        }
        checkDigest("configuration", id, bytes, problems);
        return ArchivedImage.present(config.toImage(id, tags, blobs), problems, layers, provenance);
    }

    private Optional<Provenance> provenance(Digest attestation) throws IOException {
        Optional<BlobStore.Blob> blob = blob(attestation);
        try {
            if (blob.isPresent()
                    && document(blob.get(), "an attestation's manifest")
                            instanceof ManifestDocument.Manifest manifest) {
                for (Descriptor layer : manifest.layers()) {
                    String type = layer.annotations().getOrDefault("in-toto.io/predicate-type", "");
                    Optional<BlobStore.Blob> statement = blob(layer.digest());
                    if (type.startsWith("https://slsa.dev/provenance/") && statement.isPresent()) {
                        return ProvenanceDocument.read(
                                statement.get().bytes(limits.attestationBytes()),
                                limits.attestationBytes());
                    }
                }
            }
        } catch (MalformedJsonException | LimitExceededException e) {
            // An attestation that cannot be read leaves the image as it is.
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static void checkDigest(String what, Digest stated, byte[] bytes, List<String> problems)
            throws IOException {
        Digest found = digest(bytes, stated.algorithm());
        if (!found.equals(stated)) {
            problems.add("The %s should be %s and is %s.".formatted(what, stated, found));
        }
    }

    private static Digest digest(byte[] bytes, String algorithm) throws IOException {
        try (DigestingSource source =
                new DigestingSource(
                        new Compression.PeekedSource(bytes, bytes.length, NoBytes.INSTANCE),
                        algorithm)) {
            source.skip(Long.MAX_VALUE);
            return source.digest();
        }
    }

    private Optional<BlobStore.Blob> blob(Digest digest) throws IOException {
        return store.find(path(digest));
    }

    private static String path(Digest digest) {
        return "blobs/" + digest.algorithm() + "/" + digest.hex();
    }

    /// `<hex>.json`, or `blobs/<algorithm>/<hex>`.
    private static Optional<Digest> digestOf(String path) {
        Optional<Digest> blob = blobDigest(path);
        if (blob.isPresent()) {
            return blob;
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        String hex = name.endsWith(".json") ? name.substring(0, name.length() - 5) : name;
        String text = hex.startsWith("sha256:") ? hex : "sha256:" + hex;
        return Digest.isValid(text) ? Optional.of(Digest.parse(text)) : Optional.empty();
    }

    private static Optional<Digest> blobDigest(String path) {
        if (!path.startsWith("blobs/")) {
            return Optional.empty();
        }
        String text = path.substring(6).replaceFirst("/", ":");
        return Digest.isValid(text) ? Optional.of(Digest.parse(text)) : Optional.empty();
    }

    /// `io.containerd.image.name` is a whole reference, `org.opencontainers.image.ref.name` a whole
    /// one or only a tag, which names nothing by itself.
    private static List<ImageReference> names(
            Descriptor descriptor, List<ImageReference> inherited) {
        String full = descriptor.annotations().get("io.containerd.image.name");
        String ref = descriptor.annotations().get("org.opencontainers.image.ref.name");
        String name = full != null ? full : ref != null && ref.matches(".*[:/].*") ? ref : "";
        Optional<ImageReference> own = ImageReference.tryParse(name);
        return own.map(List::of).orElse(inherited);
    }

    private static List<ImageReference> references(List<String> tags) {
        return tags.stream().flatMap(t -> ImageReference.tryParse(t).stream()).toList();
    }

    private static final class NoBytes extends ByteSource {
        static final NoBytes INSTANCE = new NoBytes();

        @Override
        int readSome(byte[] into, int offset, int length) {
            return -1;
        }

        @Override
        long skipSome(long length) {
            return 0;
        }
    }
}
