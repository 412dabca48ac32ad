/// The window: its frame, navigation, commands, status bar and composition root.
@NullMarked
package dev.stagecraft.ui.shell;

import org.jspecify.annotations.NullMarked;
