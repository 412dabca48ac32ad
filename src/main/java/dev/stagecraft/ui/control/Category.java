package dev.stagecraft.ui.control;

/// A colour of a treemap or a legend, with a mark and a name, so that colour never stands alone.
///
/// @param styleClass the style class under which `-category` is the colour, such as `stage-1` or
///   `state-added`
/// @param mark a letter or sign that stands on tiles
/// @param name what the legend says
/// @param hatched whether its tiles are hatched
public record Category(String styleClass, String mark, String name, boolean hatched) {}
