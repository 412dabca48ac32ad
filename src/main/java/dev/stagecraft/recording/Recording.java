package dev.stagecraft.recording;

import dev.stagecraft.stage.StageTree;
import java.time.Instant;
import java.util.Optional;

/// An image's analysis, without the contents of its files.
///
/// @param title what a person calls it
/// @param recorded when it was made
/// @param measuredOn what the figures were measured on: engine, its version, the bases
/// @param dockerfile the text of the Dockerfile that the tree was worked out with; absent when none
///   was given
/// @param tree the image and its stages
public record Recording(
        String title,
        Instant recorded,
        String measuredOn,
        Optional<String> dockerfile,
        StageTree tree) {}
