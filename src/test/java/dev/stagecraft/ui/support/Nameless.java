package dev.stagecraft.ui.support;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TreeTableView;
import javafx.scene.image.ImageView;

/// Finds what a person can reach or has to be told of, and a screen reader would have no word for.
public final class Nameless {
    private Nameless() {}

    /// All of it that is visible in and below a node; to be called on the user interface's thread.
    public static List<String> below(Node node) {
        List<String> nameless = new ArrayList<>();
        collect(node, nameless);
        return nameless;
    }

    private static void collect(Node node, List<String> nameless) {
        if (!node.isVisible()) {
            return;
        }
        boolean needsName =
                node.isFocusTraversable()
                        || node instanceof ButtonBase
                        || node instanceof ListView
                        || node instanceof TableView
                        || node instanceof TreeTableView
                        || node instanceof ProgressIndicator
                        || (node instanceof ImageView && isBlank(nameOfParent(node)));
        if (needsName && isBlank(node.getAccessibleText()) && !hasText(node)) {
            nameless.add(node.toString());
        }
        // What a control is made of inside has its control's name.
        boolean inside =
                node instanceof TextInputControl
                        || node instanceof MenuButton
                        || node instanceof ComboBoxBase;
        if (!inside && node instanceof Parent parent) {
            for (Node child : parent.getChildrenUnmodifiable()) {
                collect(child, nameless);
            }
        }
    }

    private static String nameOfParent(Node node) {
        return node.getParent() == null ? "" : node.getParent().getAccessibleText();
    }

    private static boolean hasText(Node node) {
        return node instanceof Labeled labeled && !isBlank(labeled.getText());
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
