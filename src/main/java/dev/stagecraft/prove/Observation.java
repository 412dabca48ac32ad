package dev.stagecraft.prove;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/// What one container did under a probe. All text in it is untrusted and bounded.
///
/// @param end how the run ended
/// @param exitStatus the exit status; absent while the container still ran
/// @param answer what it answered; absent when no page was asked for or none came
/// @param output the lines of standard output, the last ones when there were too many
/// @param errors the lines of standard error, the last ones when there were too many
/// @param startMillis from the start to the first answer, or to the end of a program that runs to
///   its end; absent when neither came
/// @param names what this very container is called, so that it is not taken for a difference: host
///   name, ids, addresses
/// @param uid the number of the user it ran as; absent when not known
public record Observation(
        End end,
        OptionalInt exitStatus,
        Optional<Answer> answer,
        List<String> output,
        List<String> errors,
        OptionalLong startMillis,
        Set<String> names,
        OptionalInt uid) {
    public Observation {
        output = List.copyOf(output);
        errors = List.copyOf(errors);
        names = Set.copyOf(names);
    }

    /// How a run ended.
    public enum End {
        /// It answered the request.
        ANSWERED,
        /// It ran to its end.
        EXITED,
        /// It ended before it answered.
        DIED,
        /// It ran, but did not answer or end in the time it was given.
        TIMED_OUT,
        /// The engine could not start it.
        NOT_STARTED,
        /// It used more memory than it was given.
        OUT_OF_MEMORY
    }

    /// An HTTP answer.
    ///
    /// @param status such as 200
    /// @param headers by their lower-case names
    /// @param body the body's text, cut to a bound; bytes that are no text are escaped
    /// @param again the body of the same request sent once more, by which what changes from request
    ///   to request is told; absent when it was not sent
    public record Answer(
            int status, Map<String, String> headers, String body, Optional<String> again) {
        public Answer {
            headers = Map.copyOf(headers);
        }
    }

    /// All lines, those of standard error last, for finding a cause.
    public List<String> lines() {
        return Stream.concat(output.stream(), errors.stream()).toList();
    }
}
