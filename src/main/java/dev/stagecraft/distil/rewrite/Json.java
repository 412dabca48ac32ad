package dev.stagecraft.distil.rewrite;

import java.util.List;

/// Argument vectors as Dockerfiles write them.
public final class Json {
    private Json() {}

    /// A JSON array of strings, with a space after each comma.
    public static String array(List<String> words) {
        StringBuilder out = new StringBuilder("[");
        for (int i = 0; i < words.size(); i++) {
            out.append(i == 0 ? "\"" : ", \"");
            String word = words.get(i);
            for (int k = 0; k < word.length(); k++) {
                char c = word.charAt(k);
                switch (c) {
                    case '"' -> out.append("\\\"");
                    case '\\' -> out.append("\\\\");
                    case '\n' -> out.append("\\n");
                    case '\t' -> out.append("\\t");
                    case '\r' -> out.append("\\r");
                    default -> {
                        if (c < 0x20) {
                            out.append(String.format("\\u%04x", (int) c));
                        } else {
                            out.append(c);
                        }
                    }
                }
            }
            out.append('"');
        }
        return out.append(']').toString();
    }
}
