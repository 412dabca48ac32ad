/// The wire formats of archives and their translation into [dev.stagecraft.image]; the only place
/// in [dev.stagecraft.archive] that sees Jackson.
@NullMarked
package dev.stagecraft.archive.json;

import org.jspecify.annotations.NullMarked;
