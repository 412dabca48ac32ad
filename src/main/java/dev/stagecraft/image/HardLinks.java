package dev.stagecraft.image;

/// Which file each hard link of a layer is a name of.
///
/// An engine that unpacks a link gives the file the mode, the owner and the time of the link's
/// entry, so that of several names the last one says what all of them have.
final class HardLinks {
    private static final int NONE = NodeTable.NONE;

    private final VersionTable versions;
    private final LinkPool texts;
    private final PathWalk paths;
    private final Column.Ints pending = new Column.Ints();
    private final Column.Ints joined = new Column.Ints();
    private boolean differ;

    HardLinks(VersionTable versions, LinkPool texts, PathWalk paths) {
        this.versions = versions;
        this.texts = texts;
        this.paths = paths;
    }

    /// Makes a row a name of what the path leads to, now or once the layer is complete.
    ///
    /// @param inode the row that is visible there; [NodeTable#NONE] when there is none
    void add(int row, byte[] path, int inode) {
        if (inode == NONE || versions.isDirectory(inode) || isUnresolved(inode)) {
            versions.link[row] = ~texts.add(path);
            pending.add(row);
            return;
        }
        int file = versions.inode(inode);
        join(row, file);
        if (versions.layer[file] == versions.layer[row] && !isAlike(row, file)) {
            copy(row, file);
            differ = true;
        }
    }

    /// Ends the layer.
    void endLayer() {
        resolve();
        if (differ) {
            for (int i = 0; i < joined.size; i++) {
                int row = joined.at[i];
                copy(versions.link[row], row);
            }
        }
        differ = false;
        joined.size = 0;
    }

    /// Forward links: what they name has come by now, or does not exist. Of a chain of links that
    /// are all written backwards, as many are followed as of symbolic links; a circle ends so too.
    private void resolve() {
        for (int i = 0; i < pending.size; i++) {
            int row = pending.at[i];
            int at = row;
            int hops = 0;
            while (at != NONE && isUnresolved(at) && hops++ <= PathWalk.MAX_LINK_HOPS) {
                byte[] target = texts.get(~versions.link[at]);
                at = paths.visible(target);
            }
            if (at == NONE || isUnresolved(at) || versions.isDirectory(at)) {
                versions.notes[row] |= (short) FileNote.DANGLING.bit();
            } else {
                join(row, versions.inode(at));
            }
        }
        pending.size = 0;
    }

    private boolean isUnresolved(int row) {
        return versions.isHardLink(row) && versions.link[row] < 0;
    }

    private void join(int row, int inode) {
        versions.link[row] = inode;
        versions.kind[row] = versions.kind[inode];
        if (versions.layer[inode] == versions.layer[row]) {
            joined.add(row);
        }
    }

    private boolean isAlike(int a, int b) {
        return versions.mode[a] == versions.mode[b]
                && versions.owner[a] == versions.owner[b]
                && versions.modified[a] == versions.modified[b];
    }

    private void copy(int from, int to) {
        versions.mode[to] = versions.mode[from];
        versions.owner[to] = versions.owner[from];
        versions.modified[to] = versions.modified[from];
    }
}
