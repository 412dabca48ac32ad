package dev.stagecraft.ui.shell;

import atlantafx.base.theme.Styles;
import dev.stagecraft.ui.control.Hint;
import dev.stagecraft.ui.distil.ProveStep;
import dev.stagecraft.ui.distil.RewriteWizard;
import dev.stagecraft.ui.support.Command;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Texts;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// Opens the wizard for a Dockerfile, for the image that is open, or to choose. There is one wizard
/// for the window's whole life, so that answers outlive a look at something else.
final class Rewrites {
    private final Shell shell;
    private final Supplier<Optional<ProveStep>> prove;
    private final Command ofImage;
    private final Texts texts = Texts.of(Rewrites.class);
    private Optional<RewriteWizard> wizard = Optional.empty();

    /// Registers the commands.
    ///
    /// @param prove makes the wizard's step that proves; absent for a wizard without
    Rewrites(Shell shell, Supplier<Optional<ProveStep>> prove) {
        this.shell = shell;
        this.prove = prove;
        ofImage =
                Command.of(
                                "rewrite.image",
                                Command.Group.IMAGE,
                                texts.text("command.rewrite.image"))
                        .key("Shortcut+Shift+R")
                        .when(
                                Bindings.createBooleanBinding(
                                        () -> shell.openedProperty().get().isPresent(),
                                        shell.openedProperty()),
                                texts.text("reason.noimage"))
                        .run(this::openImage);
        shell.commands()
                .add(
                        Command.of("rewrite", Command.Group.FILE, texts.text("command.rewrite"))
                                .key("Shortcut+R")
                                .icon(Feather.FEATHER)
                                .run(this::show),
                        ofImage);
    }

    /// Shows the wizard as it was left.
    void show() {
        RewriteWizard shown =
                wizard.orElseGet(() ->
                        new RewriteWizard(
                                shell, shell::copy, shell.around().layerCache(), prove.get()));
        wizard = Optional.of(shown);
        if (shell.pageProperty().get().filter(shown::equals).isEmpty()) {
            shell.showPage(shown);
        }
    }

    /// Rewrites a Dockerfile, or what a Compose file or a folder offers.
    void open(Path path) {
        show();
        wizard.ifPresent(w -> w.choose(path));
    }

    private void openImage() {
        show();
        wizard.ifPresent(w -> shell.openedProperty().get().ifPresent(w::choose));
    }

    /// The button beside an image's tabs.
    Button button() {
        Button button = new Button(texts.text("rewrite.button"), Icons.of(Feather.FEATHER));
        button.setId("rewrite-image");
        button.getStyleClass().addAll(Styles.SMALL, Styles.ACCENT);
        button.setMinWidth(Region.USE_PREF_SIZE);
        Hint.on(button).setText(ofImage.label());
        button.setOnAction(e -> ofImage.run());
        return button;
    }

    void close() {
        wizard.ifPresent(RewriteWizard::close);
    }
}
