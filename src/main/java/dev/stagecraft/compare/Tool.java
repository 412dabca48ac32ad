package dev.stagecraft.compare;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A program that a production image can do without, and that helps whoever breaks in.
///
/// @param name the command
/// @param kind what it is good for
public record Tool(String name, Kind kind) {
    /// What a tool is good for.
    public enum Kind {
        SHELL("sh bash dash ash zsh ksh mksh fish csh tcsh busybox toybox pwsh"),
        PACKAGE_MANAGER(
                "apt apt-get dpkg apk yum dnf microdnf tdnf rpm zypper pacman opkg nix pip pip3 uv"
                        + " conda npm npx yarn pnpm corepack gem bundle composer cargo"),
        COMPILER("gcc cc g++ c++ clang ld as make cmake go javac rustc tcc"),
        NETWORK(
                "curl wget nc ncat netcat socat ssh scp sftp telnet ftp tftp nmap tcpdump dig"
                        + " nslookup");

        private final String commands;

        Kind(String commands) {
            this.commands = commands;
        }
    }

    private static final Map<String, Tool> KNOWN =
            Stream.of(Kind.values())
                    .flatMap(kind ->
                            Stream.of(kind.commands.split(" ")).map(name -> new Tool(name, kind)))
                    .collect(Collectors.toUnmodifiableMap(Tool::name, tool -> tool));

    /// The tools that are looked for, by name.
    static Map<String, Tool> known() {
        return KNOWN;
    }
}
