package dev.stagecraft.ui.distil;

import dev.stagecraft.distil.output.FileChangedException;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.ui.support.Texts;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/// Says what went wrong with a file in one line, and what to do.
final class Failures {
    private static final int LONGEST = 400;

    private Failures() {}

    static String line(Throwable failure, Texts texts) {
        String message =
                failure.getMessage() == null || failure.getMessage().isBlank()
                        ? failure.getClass().getSimpleName()
                        : failure.getMessage();
        return DisplayText.escape(
                switch (failure) {
                    case FileChangedException changed -> texts.text("failure.changed", message);
                    case NoSuchFileException gone -> texts.text("failure.gone", message);
                    case AccessDeniedException denied -> texts.text("failure.denied", message);
                    case EngineException engine -> message + " " + engine.advice();
                    default -> message;
                },
                LONGEST);
    }
}
