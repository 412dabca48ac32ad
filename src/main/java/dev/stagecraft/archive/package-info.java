/// Bytes to [dev.stagecraft.image]: a bounded tar reader, gzip and zstd, docker-save and OCI
/// layouts, whiteouts, digests, limits. Everything read here is untrusted. Knows no engine and no
/// window.
@NullMarked
package dev.stagecraft.archive;

import org.jspecify.annotations.NullMarked;
