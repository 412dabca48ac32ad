package dev.stagecraft.dockerfile;

/// A text that a regular expression may look at so many times and no more.
final class BoundedText implements CharSequence {
    /// Too many looks.
    static final class ExhaustedException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final CharSequence text;
    private int left;

    BoundedText(CharSequence text, int looks) {
        this.text = text;
        this.left = looks;
    }

    @Override
    public char charAt(int index) {
        if (--left < 0) {
            throw new ExhaustedException();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
