package dev.stagecraft.distil.catalog.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagecraft.distil.catalog.Account;
import dev.stagecraft.distil.catalog.Catalogue;
import dev.stagecraft.distil.catalog.DistrolessImage;
import dev.stagecraft.distil.catalog.Family;
import dev.stagecraft.distil.catalog.LanguageRuntime;
import dev.stagecraft.distil.catalog.Suite;
import dev.stagecraft.distil.catalog.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// Reads the catalogue from its file. An image's packages and libraries are those of the image it
/// stands on and its own; the file holds only its own.
public final class CatalogueReader {
    private static final String RESOURCE = "/dev/stagecraft/distil/catalog/catalogue.json";

    private CatalogueReader() {}

    /// The catalogue that the program ships.
    public static Catalogue bundled() {
        try (InputStream in = CatalogueReader.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks " + RESOURCE);
            }
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads a catalogue.
    ///
    /// @throws IOException when it cannot be read or is not JSON
    public static Catalogue read(InputStream in) throws IOException {
        JsonNode root = new ObjectMapper().readTree(in);
        Map<String, Suite> suites = new LinkedHashMap<>();
        for (var entry : root.path("suites").properties()) {
            suites.put(entry.getKey(), suite(entry.getKey(), entry.getValue()));
        }
        Map<String, DistrolessImage> images = new LinkedHashMap<>();
        for (JsonNode node : root.path("images")) {
            DistrolessImage image = image(root, node, suites, images);
            images.put(image.name(), image);
        }
        List<Account> accounts = new ArrayList<>();
        for (JsonNode node : root.path("users")) {
            accounts.add(
                    new Account(
                            node.path("name").asText(),
                            node.path("uid").asInt(),
                            node.path("gid").asInt(),
                            node.path("home").asText()));
        }
        List<Variant> variants = new ArrayList<>();
        for (var entry : root.path("tags").properties()) {
            variants.add(
                    new Variant(
                            entry.getKey(),
                            entry.getValue().path("user").asInt(),
                            entry.getValue().path("busybox").asBoolean()));
        }
        JsonNode facts = root.path("facts");
        return new Catalogue(
                LocalDate.parse(facts.path("date").asText()),
                facts.path("commit").asText(),
                facts.path("refresh").asText(),
                root.path("registry").asText(),
                root.path("defaultDistro").asText(),
                accounts,
                suites,
                variants,
                texts(root.path("removed")),
                List.copyOf(images.values()));
    }

    private static Suite suite(String distro, JsonNode node) {
        return new Suite(
                distro,
                node.path("codename").asText(),
                node.path("glibc").asText(),
                node.path("glibcxx").asText(),
                node.path("openssl").asText(),
                node.path("gcc").asText(),
                Optional.ofNullable(node.get("endOfLife")).map(JsonNode::asText));
    }

    private static DistrolessImage image(
            JsonNode root,
            JsonNode node,
            Map<String, Suite> suites,
            Map<String, DistrolessImage> below) {
        Suite suite = suites.get(node.path("distro").asText());
        if (suite == null) {
            throw new IllegalStateException("no suite " + node.path("distro"));
        }
        DistrolessImage parent = below.get(node.path("parent").asText());
        SequencedMap<String, String> packages = new LinkedHashMap<>();
        SequencedSet<String> sonames = new LinkedHashSet<>();
        if (parent != null) {
            packages.putAll(parent.packages());
            sonames.addAll(parent.sonames());
        }
        JsonNode known = root.path("sonames").path(suite.codename());
        for (var entry : node.path("packages").properties()) {
            packages.put(entry.getKey(), entry.getValue().asText());
            sonames.addAll(texts(known.path(entry.getKey())));
        }
        SequencedMap<String, String> env = new LinkedHashMap<>();
        for (var entry : node.path("env").properties()) {
            env.put(entry.getKey(), entry.getValue().asText());
        }
        String name = node.path("name").asText();
        return new DistrolessImage(
                name,
                root.path("registry").asText() + "/" + name,
                Family.of(node.path("family").asText()),
                suite,
                Optional.ofNullable(node.get("alias")).map(JsonNode::asText),
                texts(node.path("architectures")),
                texts(node.path("entrypoint")),
                Collections.unmodifiableSequencedMap(env),
                Collections.unmodifiableSequencedMap(packages),
                Collections.unmodifiableSequencedSet(sonames),
                texts(node.path("has")),
                Optional.ofNullable(node.get("runtime")).map(CatalogueReader::runtime));
    }

    private static LanguageRuntime runtime(JsonNode node) {
        return new LanguageRuntime(
                node.path("kind").asText(),
                node.path("version").asText(),
                node.path("line").asText(),
                node.path("program").asText(),
                node.path("home").asText(),
                texts(node.path("sitePaths")));
    }

    private static List<String> texts(JsonNode array) {
        List<String> out = new ArrayList<>();
        array.forEach(n -> out.add(n.asText()));
        return List.copyOf(out);
    }
}
