package dev.stagecraft;

import dev.stagecraft.cli.Cli;

/// The program's entry: a command when the first argument names one, else the window.
public final class Main {
    private Main() {}

    /// Runs the program.
    ///
    /// @param args a command and its options, or what the window is to open
    public static void main(String[] args) {
        if (args.length > 0 && Cli.isCommand(args[0])) {
            System.exit(Cli.run(args));
        }
        System.exit(Window.open(args));
    }
}
