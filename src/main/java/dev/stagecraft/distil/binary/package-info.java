/// Files of a built image, read: ELF needs, Python metadata, jar manifests, shebangs. Everything
/// read here is untrusted and bounded.
@NullMarked
package dev.stagecraft.distil.binary;

import org.jspecify.annotations.NullMarked;
