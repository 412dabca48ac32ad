package dev.stagecraft.ui.files;

import dev.stagecraft.image.ViewScope;

/// What part of the layers the contents show.
enum ScopeKind {
    THIS_LAYER,
    UP_TO,
    FINAL,
    DEAD;

    /// The scope at a layer.
    ViewScope at(int layer) {
        return switch (this) {
            case THIS_LAYER -> new ViewScope.ThisLayer(layer);
            case UP_TO -> new ViewScope.UpTo(layer);
            case FINAL -> ViewScope.FINAL;
            case DEAD -> ViewScope.DEAD;
        };
    }

    /// Whether it matters which layer is chosen.
    boolean isOfALayer() {
        return this == THIS_LAYER || this == UP_TO;
    }

    /// The key of its words.
    String key() {
        return "scope." + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
