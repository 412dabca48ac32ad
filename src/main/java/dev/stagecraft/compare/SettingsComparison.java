package dev.stagecraft.compare;

import dev.stagecraft.image.Healthcheck;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.ImageConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// How containers of the two images are started, side by side.
///
/// @param settings every setting that at least one of them has, in the order of [Setting]
/// @param environment every variable of either, by name
/// @param labels every label of either, by name
public record SettingsComparison(
        List<Entry> settings, List<ValueChange> environment, List<ValueChange> labels) {
    public SettingsComparison {
        settings = List.copyOf(settings);
        environment = List.copyOf(environment);
        labels = List.copyOf(labels);
    }

    /// What an image says of its containers.
    public enum Setting {
        PLATFORM,
        USER,
        WORKDIR,
        ENTRYPOINT,
        CMD,
        PORTS,
        VOLUMES,
        HEALTHCHECK,
        STOP_SIGNAL,
        SHELL,
        ON_BUILD
    }

    /// A setting on both sides.
    ///
    /// @param setting which one
    /// @param value its values, argument vectors as JSON; not escaped
    public record Entry(Setting setting, ValueChange value) {}

    static SettingsComparison of(Image before, Image after) {
        List<Entry> entries = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            Optional<String> a = value(setting, before);
            Optional<String> b = value(setting, after);
            if (a.isPresent() || b.isPresent()) {
                entries.add(new Entry(setting, new ValueChange(setting.name(), a, b)));
            }
        }
        return new SettingsComparison(
                entries,
                changes(before.config().environment(), after.config().environment()),
                changes(before.config().labels(), after.config().labels()));
    }

    private static List<ValueChange> changes(
            Map<String, String> before, Map<String, String> after) {
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        return names.stream()
                .map(name ->
                        new ValueChange(
                                name,
                                Optional.ofNullable(before.get(name)),
                                Optional.ofNullable(after.get(name))))
                .toList();
    }

    private static Optional<String> value(Setting setting, Image image) {
        ImageConfig config = image.config();
        return switch (setting) {
            case PLATFORM -> Optional.of(image.platform().toString());
            case USER -> text(config.user());
            case WORKDIR -> text(config.workingDir());
            case ENTRYPOINT -> config.entrypoint().map(SettingsComparison::vector);
            case CMD -> config.cmd().map(SettingsComparison::vector);
            case PORTS -> text(String.join(", ", new TreeSet<>(config.exposedPorts())));
            case VOLUMES -> text(String.join(", ", new TreeSet<>(config.volumes())));
            case HEALTHCHECK -> config.healthcheck().map(SettingsComparison::healthcheck);
            case STOP_SIGNAL -> config.stopSignal();
            case SHELL -> config.shell().map(SettingsComparison::vector);
            case ON_BUILD -> text(String.join("\n", config.onBuild()));
        };
    }

    private static Optional<String> text(String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    /// The vector as the exec form writes it: a JSON array.
    private static String vector(List<String> words) {
        StringBuilder json = new StringBuilder("[");
        for (String word : words) {
            json.append(json.length() > 1 ? ", \"" : "\"");
            word.chars()
                    .forEach(c -> {
                        switch (c) {
                            case '"', '\\' -> json.append('\\').append((char) c);
                            case '\n' -> json.append("\\n");
                            case '\t' -> json.append("\\t");
                            default -> json.append((char) c);
                        }
                    });
            json.append('"');
        }
        return json.append(']').toString();
    }

    private static String healthcheck(Healthcheck check) {
        StringBuilder text = new StringBuilder();
        check.interval().ifPresent(d -> text.append("--interval=").append(seconds(d)));
        check.timeout().ifPresent(d -> text.append(" --timeout=").append(seconds(d)));
        check.startPeriod().ifPresent(d -> text.append(" --start-period=").append(seconds(d)));
        check.retries().ifPresent(n -> text.append(" --retries=").append(n));
        return text.append(' ').append(vector(check.test())).toString().strip();
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0
                ? duration.toSeconds() + "s"
                : duration.toMillis() + "ms";
    }
}
