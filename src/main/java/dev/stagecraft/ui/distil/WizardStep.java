package dev.stagecraft.ui.distil;

/// The steps of the wizard in their order.
public enum WizardStep {
    CHOOSE,
    UNDERSTAND,
    REWRITE,
    PROVE,
    SAVE
}
