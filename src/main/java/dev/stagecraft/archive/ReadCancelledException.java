package dev.stagecraft.archive;

import java.io.InterruptedIOException;

/// The reading was cancelled; nothing is left behind.
public final class ReadCancelledException extends InterruptedIOException {
    private static final long serialVersionUID = 1;

    public ReadCancelledException() {
        super("cancelled");
    }
}
