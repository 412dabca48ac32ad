package dev.stagecraft.ui.explore;

/// A bundled recording, as the list shows it.
///
/// @param name its key
/// @param title what it is, for a person
/// @param size the bytes of the image
/// @param leftBehind the bytes that its build left behind
public record SampleEntry(String name, String title, long size, long leftBehind) {}
