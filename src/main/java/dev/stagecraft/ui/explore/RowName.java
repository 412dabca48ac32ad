package dev.stagecraft.ui.explore;

import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.Region;

/// A name of two parts: where it lies, such as `gcr.io/distroless/`, of which `…/` is left where
/// there is too little room, and what it is called there. What is still too long is cut in the
/// middle, as names of one repository differ at their ends and those of several at their
/// beginnings.
final class RowName extends Region {
    private static final String CUT = "…/";

    private final Label place = new Label();
    private final Label name = new Label();
    private String whole = "";

    RowName() {
        getStyleClass().add("row-name");
        place.getStyleClass().add("place");
        name.getStyleClass().add("name");
        getChildren().addAll(place, name);
        setMinWidth(0);
    }

    /// Shows a name; what stands before the last slash of its first word is where it lies.
    void show(String text, OverrunStyle cut) {
        int word = text.indexOf(' ');
        int slash = text.lastIndexOf('/', word < 0 ? text.length() : word);
        whole = text.substring(0, slash + 1);
        place.setText(whole);
        name.setText(text.substring(slash + 1));
        name.setTextOverrun(cut);
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double height = getHeight();
        double wanted = snapSizeX(name.prefWidth(-1));
        double ofPlace = 0;
        if (!whole.isEmpty()) {
            place.setText(whole);
            ofPlace = snapSizeX(place.prefWidth(-1));
            if (ofPlace + wanted > getWidth()) {
                place.setText(CUT);
                ofPlace = snapSizeX(place.prefWidth(-1));
            }
        }
        double ofName = Math.max(0, Math.min(getWidth() - ofPlace, wanted));
        place.resizeRelocate(
                0,
                name.getBaselineOffset() - place.getBaselineOffset(),
                ofPlace,
                place.prefHeight(-1));
        name.resizeRelocate(ofPlace, 0, ofName, height);
    }

    @Override
    public double getBaselineOffset() {
        return name.getBaselineOffset();
    }

    @Override
    protected double computePrefWidth(double height) {
        String shown = place.getText();
        place.setText(whole);
        double wanted = snapSizeX(place.prefWidth(-1)) + snapSizeX(name.prefWidth(-1));
        place.setText(shown);
        return wanted;
    }

    @Override
    protected double computePrefHeight(double width) {
        return name.prefHeight(-1);
    }

    @Override
    protected double computeMinHeight(double width) {
        return name.prefHeight(-1);
    }
}
