package dev.stagecraft.distil.buildcache;

import java.util.List;

/// Whether dependencies can be fetched before the sources are there.
sealed interface Early {
    /// They can.
    ///
    /// @param files the lists that the fetching reads, relative to the build context
    /// @param command what fetches; empty where the person's own line does
    record With(List<String> files, String command) implements Early {
        public With {
            files = List.copyOf(files);
        }
    }

    /// They cannot.
    ///
    /// @param why a sentence
    record Not(String why) implements Early {}
}
