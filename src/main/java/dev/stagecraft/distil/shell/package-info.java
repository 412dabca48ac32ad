/// Shell text as far as it can be understood without a shell: words, variables, simple commands and
/// the operators between them. Runs nothing.
@NullMarked
package dev.stagecraft.distil.shell;

import org.jspecify.annotations.NullMarked;
