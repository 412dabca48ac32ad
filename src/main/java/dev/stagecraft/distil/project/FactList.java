package dev.stagecraft.distil.project;

import java.util.ArrayList;
import java.util.List;

/// Gathers facts while a project is read.
final class FactList {
    private final List<Fact> facts = new ArrayList<>();

    void add(Fact.Subject subject, String value, Place place) {
        facts.add(new Fact(subject, value, place));
    }

    List<Fact> all() {
        return List.copyOf(facts);
    }
}
