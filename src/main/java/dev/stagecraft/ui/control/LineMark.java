package dev.stagecraft.ui.control;

/// A remark at a line of a text.
///
/// @param line the number of the line, the first being 1
/// @param kind what sort of remark
/// @param text what it says, fit to be shown
public record LineMark(int line, Kind kind, String text) {
    /// Sorts of remarks, the gravest last.
    public enum Kind {
        /// Worth knowing.
        NOTE("i"),
        /// Could be better.
        HINT("?"),
        /// Likely wrong.
        WARNING("!"),
        /// Wrong.
        ERROR("×");

        private final String sign;

        Kind(String sign) {
            this.sign = sign;
        }

        /// What stands in the margin, so that colour is not alone.
        public String sign() {
            return sign;
        }

        /// The style class of the margin's sign.
        public String styleClass() {
            return "mark-" + name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
