package dev.stagecraft.ui.shell;

import dev.stagecraft.ui.support.FileDialogs;
import dev.stagecraft.ui.support.Texts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The dialogs that ask for something to open. Each answer is absent when the person chose nothing.
///
/// @param dialogs the system's own
record OpenDialogs(FileDialogs dialogs, Texts texts) {
    Optional<Path> archive() {
        return dialogs.open(
                texts.text("dialog.open"),
                List.of(
                        new FileDialogs.Kind(
                                texts.text("file.images"),
                                List.of(
                                        "*.tar",
                                        "*.tar.gz",
                                        "*.tgz",
                                        "*.tar.zst",
                                        "*.stagecraft",
                                        "*.json")),
                        all()));
    }

    Optional<Path> folder() {
        return dialogs.folder(texts.text("dialog.folder"));
    }

    /// @param title what the Dockerfile is asked for
    Optional<Path> dockerfile(String title) {
        return dialogs.open(
                        title,
                        List.of(
                                new FileDialogs.Kind(
                                        texts.text("file.dockerfiles"),
                                        List.of(
                                                "Dockerfile*",
                                                "*.Dockerfile",
                                                "*.dockerfile",
                                                "Containerfile*")),
                                all()))
                .filter(Files::isRegularFile);
    }

    private FileDialogs.Kind all() {
        return new FileDialogs.Kind(texts.text("file.all"), List.of("*"));
    }
}
