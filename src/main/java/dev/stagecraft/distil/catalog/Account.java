package dev.stagecraft.distil.catalog;

/// A user that every image has.
public record Account(String name, int uid, int gid, String home) {}
