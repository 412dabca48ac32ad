package dev.stagecraft.ui.shell;

import dev.stagecraft.ui.support.Settings;
import dev.stagecraft.ui.support.Tasks;
import javafx.animation.PauseTransition;
import javafx.util.Duration;

/// Writes the settings when nothing of them was changed for a moment, so that what a person chose
/// is not forgotten when the program is killed.
final class SettingsKeeper {
    private static final Duration CALM = Duration.seconds(1);

    private SettingsKeeper() {}

    /// Keeps them from now on.
    ///
    /// @param title what the work is called
    static void keep(Settings settings, Tasks tasks, String title) {
        PauseTransition calm = new PauseTransition(CALM);
        calm.setOnFinished(e -> {
            Runnable saving = settings.saving();
            tasks.of(
                            title,
                            progress -> {
                                saving.run();
                                return true;
                            })
                    .quietly()
                    .start();
        });
        settings.changesProperty().addListener((p, o, now) -> calm.playFromStart());
    }
}
