package dev.stagecraft.engine.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/// The body of `/containers/create`, put together field by field.
public final class ContainerBody {
    /// What an engine keeps of a container's output at the most.
    private static final String LOG_SIZE = "4m";

    private final ObjectNode body = Json.mapper().createObjectNode();
    private final ObjectNode host = body.putObject("HostConfig");

    /// A container of an image.
    public ContainerBody(String image) {
        body.put("Image", image);
        ObjectNode log = host.putObject("LogConfig");
        log.put("Type", "json-file");
        log.putObject("Config").put("max-size", LOG_SIZE).put("max-file", "1");
        host.putArray("SecurityOpt").add("no-new-privileges:true");
    }

    /// In place of the image's.
    public ContainerBody entrypoint(List<String> words) {
        return texts(body.putArray("Entrypoint"), words);
    }

    /// In place of the image's.
    public ContainerBody command(List<String> words) {
        return texts(body.putArray("Cmd"), words);
    }

    /// Added to the image's.
    public ContainerBody env(List<String> entries) {
        return texts(body.putArray("Env"), entries);
    }

    /// Its labels.
    public ContainerBody labels(Map<String, String> labels) {
        ObjectNode node = body.putObject("Labels");
        labels.forEach(node::put);
        return this;
    }

    /// A folder of the host. As a mount and not as a bind, so that a colon in a path means itself
    /// and a missing folder is an error and is not made.
    public ContainerBody bind(String source, String target, boolean readOnly) {
        host.withArray("/Mounts")
                .addObject()
                .put("Type", "bind")
                .put("Source", source)
                .put("Target", target)
                .put("ReadOnly", readOnly);
        return this;
    }

    /// A network's name or id, or `none`.
    public ContainerBody network(String mode) {
        host.put("NetworkMode", mode);
        return this;
    }

    /// Publishes TCP ports on free ports of the loopback address.
    public ContainerBody publishOnLoopback(List<Integer> ports) {
        ObjectNode exposed = body.putObject("ExposedPorts");
        ObjectNode bindings = host.putObject("PortBindings");
        for (int port : ports) {
            exposed.putObject(port + "/tcp");
            bindings.putArray(port + "/tcp")
                    .addObject()
                    .put("HostIp", "127.0.0.1")
                    .put("HostPort", "");
        }
        return this;
    }

    /// Bytes of memory, swap included.
    public ContainerBody memory(long bytes) {
        host.put("Memory", bytes).put("MemorySwap", bytes);
        return this;
    }

    /// How many processes.
    public ContainerBody processes(int count) {
        host.put("PidsLimit", count);
        return this;
    }

    /// A read-only root with a small `/tmp`.
    public ContainerBody readOnly() {
        host.put("ReadonlyRootfs", true);
        host.putObject("Tmpfs").put("/tmp", "rw,size=64m,mode=1777");
        return this;
    }

    /// What it prints is kept in two files of at most this many bytes each, the older of which goes
    /// when both are full: one that prints without end would fill the engine's disk.
    public ContainerBody log(int bytesPerFile) {
        host.putObject("LogConfig")
                .put("Type", "json-file")
                .putObject("Config")
                .put("max-size", Integer.toString(bytesPerFile))
                .put("max-file", "2");
        return this;
    }

    /// The document.
    public byte[] bytes() {
        return write(body);
    }

    /// The body of `/networks/create`.
    ///
    /// @param internal whether its members reach nothing outside
    /// @param options of the engine's `bridge` driver
    public static byte[] network(
            String name,
            boolean internal,
            Map<String, String> options,
            Map<String, String> labels) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("Name", name).put("Internal", internal).put("CheckDuplicate", true);
        ObjectNode optionNode = node.putObject("Options");
        options.forEach(optionNode::put);
        ObjectNode labelNode = node.putObject("Labels");
        labels.forEach(labelNode::put);
        return write(node);
    }

    private ContainerBody texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
        return this;
    }

    private static byte[] write(ObjectNode node) {
        try {
            return Json.mapper().writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
