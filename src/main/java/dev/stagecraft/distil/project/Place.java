package dev.stagecraft.distil.project;

/// Where something was read.
///
/// @param file the path in the project, `Dockerfile` or a path in the image; empty when a person
///   said it
/// @param line counted from 1; 0 when the file as a whole says it
public record Place(String file, int line) {
    /// No file says it, but the person that is asked.
    public static final Place PERSON = new Place("", 0);

    /// The place of the first line of the text that holds this piece; the whole file when none
    /// does.
    public static Place of(String file, String text, String piece) {
        int at = text.indexOf(piece);
        if (at < 0) {
            return new Place(file, 0);
        }
        int line = 1;
        for (int i = 0; i < at; i++) {
            if (text.charAt(i) == '\n') {
                line++;
            }
        }
        return new Place(file, line);
    }

    /// Such as `pom.xml:12`.
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line;
    }
}
