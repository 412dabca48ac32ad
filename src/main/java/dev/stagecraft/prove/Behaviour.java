package dev.stagecraft.prove;

import java.util.List;
import java.util.OptionalLong;

/// How two containers compare under one probe.
///
/// @param same whether they do the same, noise aside
/// @param differences what differs; empty when they do the same
/// @param startMillisBefore as [Observation#startMillis] of the one before
/// @param startMillisAfter as [Observation#startMillis] of the one after
public record Behaviour(
        boolean same,
        List<Difference> differences,
        OptionalLong startMillisBefore,
        OptionalLong startMillisAfter) {
    public Behaviour {
        differences = List.copyOf(differences);
    }

    /// One thing that differs. The texts are untrusted.
    ///
    /// @param aspect what differs
    /// @param name the header's name, else empty
    /// @param before what it was
    /// @param after what it is
    public record Difference(Aspect aspect, String name, String before, String after) {}

    /// What may differ.
    public enum Aspect {
        END,
        EXIT_STATUS,
        HTTP_STATUS,
        HEADER,
        BODY,
        OUTPUT,
        ERRORS
    }
}
