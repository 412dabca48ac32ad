package dev.stagecraft.cli;

import picocli.CommandLine.Option;

/// What a command understands that prints no document.
final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            descriptionKey = "help")
    boolean help;
}
