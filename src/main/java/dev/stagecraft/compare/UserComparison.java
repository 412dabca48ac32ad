package dev.stagecraft.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Who the containers run as, and which accounts there are.
///
/// @param before of the first image
/// @param after of the second image
public record UserComparison(Users before, Users after) {
    /// The most of `/etc/passwd` that is read.
    private static final int LIMIT = 1 << 20;

    /// The users of one image.
    ///
    /// @param runsAs user and group as the image says, `root` when it says nothing
    /// @param root whether that is root
    /// @param accounts what `/etc/passwd` lists; absent when it could not be read
    public record Users(String runsAs, boolean root, Optional<List<Account>> accounts) {
        public Users {
            accounts = accounts.map(List::copyOf);
        }
    }

    /// A line of `/etc/passwd` (passwd(5)).
    ///
    /// @param name the login name; not escaped
    /// @param uid the user's number
    /// @param gid the group's number
    /// @param shell what a login starts; empty means `/bin/sh`
    public record Account(String name, long uid, long gid, String shell) {}

    static UserComparison of(Side before, Side after) {
        return new UserComparison(users(before), users(after));
    }

    private static Users users(Side side) {
        String user = side.image().config().user();
        String name = user.isEmpty() ? "root" : user;
        String first = name.split(":", 2)[0];
        return new Users(name, first.equals("root") || first.equals("0"), accounts(side));
    }

    private static Optional<List<Account>> accounts(Side side) {
        try {
            return side.contents()
                    .read("etc/passwd", LIMIT)
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                    .map(text -> text.lines().flatMap(UserComparison::account).toList());
        } catch (IOException e) {
            // What cannot be read is not known: said as an absent list.
            return Optional.empty();
        }
    }

    private static Stream<Account> account(String line) {
        String[] fields = line.split(":", -1);
        try {
            return fields.length < 7
                    ? Stream.empty()
                    : Stream.of(
                            new Account(
                                    fields[0],
                                    Long.parseLong(fields[2]),
                                    Long.parseLong(fields[3]),
                                    fields[6]));
        } catch (NumberFormatException e) {
            return Stream.empty();
        }
    }
}
