package dev.stagecraft.ui.files;

import dev.stagecraft.image.DeathCause;
import dev.stagecraft.image.FileKind;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.FileVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What became of a path through the layers: born, changed, removed, and by which layer.
///
/// @param chapters from the bottom layer up
record FileStory(List<Chapter> chapters) {
    FileStory {
        chapters = List.copyOf(chapters);
    }

    /// What happened.
    enum Event {
        ADDED,
        ADDED_AGAIN,
        CONTENT_CHANGED,
        KIND_CHANGED,
        LINK_CHANGED,
        MODE_CHANGED,
        OWNER_CHANGED,
        MODE_AND_OWNER_CHANGED,
        WRITTEN_AGAIN,
        REMOVED,
        EMPTIED,
        HIDES_NOTHING,
        REMOVED_WITH_FOLDER,
        FOLDER_REPLACED;

        /// The key of its words.
        String key() {
            return "story." + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /// One layer's part.
    ///
    /// @param layer the bottom one being 0
    /// @param event what happened
    /// @param version what the layer carries; absent where a folder took the path with it
    record Chapter(int layer, Event event, Optional<FileVersion> version) {}

    /// The story of a node.
    static FileStory of(FileTree tree, int node) {
        List<Chapter> out = new ArrayList<>();
        FileVersion before = null;
        for (FileVersion version : tree.versions(node)) {
            before = lost(before, version.layer(), out) ? null : before;
            boolean gone = before == null;
            boolean first = out.isEmpty();
            Event event;
            if (version.kind() == FileKind.WHITEOUT) {
                event = gone ? Event.HIDES_NOTHING : Event.REMOVED;
            } else if (version.kind() == FileKind.OPAQUE) {
                event = Event.EMPTIED;
            } else if (before == null) {
                event = first ? Event.ADDED : Event.ADDED_AGAIN;
            } else {
                event = change(tree, before, version);
            }
            out.add(new Chapter(version.layer(), event, Optional.of(version)));
            if (version.kind() == FileKind.WHITEOUT) {
                before = null;
            } else if (!version.kind().isMarker()) {
                before = version;
            }
        }
        lost(before, Integer.MAX_VALUE, out);
        return new FileStory(out);
    }

    /// Whether what is there was taken away, before a layer, together with its folder; says so.
    private static boolean lost(@Nullable FileVersion version, int layer, List<Chapter> out) {
        if (version == null || version.diedIn().isEmpty()) {
            return false;
        }
        int died = version.diedIn().get();
        boolean byFolder =
                switch (version.cause()) {
                    case DIRECTORY_REMOVED, DIRECTORY_REPLACED, DIRECTORY_OPAQUE -> true;
                    case NONE, OVERWRITTEN, COPIED_UNCHANGED, REMOVED -> false;
                };
        if (!byFolder || died > layer) {
            return false;
        }
        Event event =
                version.cause() == DeathCause.DIRECTORY_REPLACED
                        ? Event.FOLDER_REPLACED
                        : Event.REMOVED_WITH_FOLDER;
        out.add(new Chapter(died, event, Optional.empty()));
        return true;
    }

    private static Event change(FileTree tree, FileVersion before, FileVersion now) {
        if (before.kind() != now.kind()) {
            return Event.KIND_CHANGED;
        }
        if (now.kind() == FileKind.SYMLINK && !before.linkTarget().equals(now.linkTarget())) {
            return Event.LINK_CHANGED;
        }
        boolean content =
                now.kind() == FileKind.FILE
                        && (before.size() != now.size()
                                || !tree.sameContent(before.row(), now.row()));
        boolean mode = before.mode() != now.mode();
        boolean owner = !before.owner().numbers().equals(now.owner().numbers());
        if (content) {
            return Event.CONTENT_CHANGED;
        }
        return mode && owner
                ? Event.MODE_AND_OWNER_CHANGED
                : mode ? Event.MODE_CHANGED : owner ? Event.OWNER_CHANGED : Event.WRITTEN_AGAIN;
    }
}
