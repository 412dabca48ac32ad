/// The files of an image: contents by layer, a file's versions and preview, treemap and waste.
///
/// Reading is behind ports ([FilesReader], [FileContents]) that the window's composition root fills
/// in; view models hold no control and are tested without a window.
@NullMarked
package dev.stagecraft.ui.files;

import org.jspecify.annotations.NullMarked;
