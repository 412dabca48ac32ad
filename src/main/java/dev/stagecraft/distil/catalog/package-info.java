/// The distroless images as data: what each provides, what it is started with, which ones are gone.
/// Knows nothing of Dockerfiles or projects.
@NullMarked
package dev.stagecraft.distil.catalog;

import org.jspecify.annotations.NullMarked;
