/// What a build context holds: build tools, frameworks, start scripts, dependencies, each fact with
/// the place it was read at. Reads through [dev.stagecraft.distil.project.ProjectFiles] only, so
/// that a folder, an archive or a test can be the project. Everything read here is untrusted and
/// bounded.
@NullMarked
package dev.stagecraft.distil.project;

import org.jspecify.annotations.NullMarked;
