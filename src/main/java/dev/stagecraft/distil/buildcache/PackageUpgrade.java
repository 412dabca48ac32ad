package dev.stagecraft.distil.buildcache;

import dev.stagecraft.distil.shell.ShellScript.Step;

/// Commands that bring the package tools themselves up to date.
final class PackageUpgrade {
    private PackageUpgrade() {}

    /// Whether the command does only that.
    static boolean is(Step step) {
        return step.joined()
                .matches(
                        "(?:\\S*python[\\d.]* -m )?\\S*pip[\\d.]* install(?: -\\S+)*(?: (?:pip|wheel|setuptools|pipenv|poetry|uv))+"
                                + "|npm (?:install|i) (?:-g|--global) \\S+");
    }
}
