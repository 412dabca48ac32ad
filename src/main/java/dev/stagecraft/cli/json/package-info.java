/// The documents that commands print with `--json`; `schema.md` among the resources of
/// [dev.stagecraft.cli] describes them. The only place of the command line that sees Jackson.
@NullMarked
package dev.stagecraft.cli.json;

import org.jspecify.annotations.NullMarked;
