package dev.stagecraft.distil.rewrite;

import dev.stagecraft.distil.project.ProjectFiles;
import dev.stagecraft.distil.project.SourceScan;
import java.util.Map;

/// Programs of the system that the sources start, such as `git` by `exec.Command("git", …)`.
final class CalledPrograms {
    private static final String[] SOURCES = {
        ".go", ".rs", ".java", ".kt", ".scala", ".js", ".mjs", ".cjs", ".ts", ".py", ".c", ".cc",
        ".cpp", ".cs"
    };

    /// What starts a program, up to its name.
    private static final String CALL =
            "(?:exec\\.Command(?:Context)?\\((?:[\\w.()]+, ?)?|LookPath\\(|Command::new\\(|ProcessBuilder\\((?:List\\.of\\()?"
                    + "|\\bexec(?:Sync|File|FileSync)?\\((?:new String\\[\\] ?\\{)?|\\b(?:fork|spawn(?:Sync)?|execa|popen|Popen|system|which)\\(\\[?"
                    + "|subprocess\\.\\w+\\(\\[?|Process\\.Start\\()\\s*[\"'`](?:/usr)?(?:/local)?(?:/s?bin/)?";

    /// The programs of packages that are not named after theirs, as alternatives of a pattern.
    private static final Map<String, String> PROGRAMS =
            Map.ofEntries(
                    Map.entry("openssh", "ssh|scp|sftp|ssh-keygen"),
                    Map.entry("postgresql-client", "psql|pg_dump|pg_restore|pg_dumpall"),
                    Map.entry("default-mysql-client", "mysql|mysqldump"),
                    Map.entry("mysql-client", "mysql|mysqldump"),
                    Map.entry("mariadb-client", "mysql|mysqldump|mariadb|mariadb-dump"),
                    Map.entry("redis-tools", "redis-cli"),
                    Map.entry("redis", "redis-cli"),
                    Map.entry("sqlite", "sqlite3"),
                    Map.entry("awscli", "aws"),
                    Map.entry("gnupg", "gpg"),
                    Map.entry("gnupg2", "gpg"),
                    Map.entry("procps", "ps|pgrep|pkill|top|free"),
                    Map.entry("iputils", "ping"),
                    Map.entry("iputils-ping", "ping"),
                    Map.entry("iproute2", "ip|ss"),
                    Map.entry("net-tools", "netstat|ifconfig"),
                    Map.entry("dnsutils", "dig|nslookup"),
                    Map.entry("bind-tools", "dig|nslookup"),
                    Map.entry("xz-utils", "xz"));

    private CalledPrograms() {}

    /// Whether a source starts a program that the package brings.
    static boolean call(ProjectFiles sources, String name) {
        String programs = name.matches("[\\w-]+") ? PROGRAMS.getOrDefault(name, name) : "(?!)";
        return SourceScan.anyMatch(sources, CALL + "(?:" + programs + ")(?![\\w.-])", SOURCES);
    }
}
