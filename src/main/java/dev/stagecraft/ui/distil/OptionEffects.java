package dev.stagecraft.ui.distil;

import dev.stagecraft.distil.Distiller;
import dev.stagecraft.distil.Request;
import dev.stagecraft.distil.rewrite.Option;
import dev.stagecraft.ui.support.RunningTask;
import dev.stagecraft.ui.support.Tasks;
import dev.stagecraft.ui.support.Texts;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Which options would change the outcome, so that no other is offered. It is found in the
/// background after each outcome.
final class OptionEffects {
    private final Tasks tasks;
    private final Texts texts = Texts.of(OptionEffects.class);
    private final ReadOnlyObjectWrapper<Optional<Set<Option>>> options =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private @Nullable RunningTask running;
    private int run;

    OptionEffects(Tasks tasks) {
        this.tasks = tasks;
    }

    /// Those that would change it; absent while nothing is known of the Dockerfile.
    ReadOnlyObjectProperty<Optional<Set<Option>>> effectiveProperty() {
        return options.getReadOnlyProperty();
    }

    /// Another Dockerfile was chosen.
    void forget() {
        run++;
        options.set(Optional.empty());
    }

    /// Finds those of a request. What was found last holds until then.
    void find(Distiller distiller, Request request) {
        if (running != null) {
            running.cancel();
        }
        int mine = ++run;
        running =
                tasks.of(texts.text("task.rewriting"), progress -> distiller.effective(request))
                        .quietly()
                        .onSuccess(found -> {
                            if (mine == run) {
                                options.set(Optional.of(found));
                            }
                        })
                        .start();
    }
}
