package dev.stagecraft.cli;

import picocli.CommandLine.Option;

/// What every command understands.
final class JsonOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            descriptionKey = "help")
    boolean help;

    @Option(names = "--json", descriptionKey = "json")
    boolean json;
}
