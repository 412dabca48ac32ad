package dev.stagecraft.engine.run;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names a process, by which another tells whether it still runs.
///
/// @param host the machine's name
/// @param pid the process's number there
/// @param started when it started, in milliseconds since 1970
public record ProcessMark(String host, long pid, long started) {
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9._-]{1,255})/(\\d{1,10})/(\\d{1,15})");

    private static final Pattern TAG =
            Pattern.compile("([0-9a-f]{1,8})-([0-9a-f]{1,8})-([0-9a-f]{1,12})");

    /// What another machine made is taken for abandoned after this time.
    private static final Duration OLD = Duration.ofDays(1);

    /// Names this process.
    public static ProcessMark ofThisProcess() {
        ProcessHandle self = ProcessHandle.current();
        return new ProcessMark(hostName(), self.pid(), started(self));
    }

    private static String hostName() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return name.replaceAll("[^A-Za-z0-9._-]", "_");
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private static long started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    static Optional<ProcessMark> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(
                        new ProcessMark(
                                matcher.group(1),
                                Long.parseLong(matcher.group(2)),
                                Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }

    /// The same in the letters that an image's tag may have; of the host, a number stands for its
    /// name.
    public String tag() {
        return number(host) + "-" + Long.toHexString(pid) + "-" + Long.toHexString(started);
    }

    private static String number(String host) {
        return Integer.toHexString(host.hashCode());
    }

    /// By what [#tag] gave; absent when it is none.
    public static Optional<ProcessMark> ofTag(String text) {
        Matcher matcher = TAG.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String here = hostName();
        return Optional.of(
                new ProcessMark(
                        matcher.group(1).equals(number(here)) ? here : matcher.group(1),
                        Long.parseLong(matcher.group(2), 16),
                        Long.parseLong(matcher.group(3), 16)));
    }

    /// Whether the process is gone, as far as can be told from here.
    public boolean isAbandoned() {
        if (!host.equals(hostName())) {
            return started > 0 && Instant.ofEpochMilli(started).plus(OLD).isBefore(Instant.now());
        }
        Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        // A number may have been given to another process since.
        return process.isEmpty()
                || (started > 0 && started(process.get()) > 0 && started(process.get()) != started);
    }

    @Override
    public String toString() {
        return host + "/" + pid + "/" + started;
    }
}
