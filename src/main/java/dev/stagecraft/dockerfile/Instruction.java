package dev.stagecraft.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One instruction of a Dockerfile, typed by its keyword.
///
/// Every text in it is as written: variables are not replaced and quotes not removed, except in
/// flags (which BuildKit unquotes while reading) and in JSON arrays (whose strings are decoded).
public sealed interface Instruction {
    /// What every instruction has: keyword, flags, place, comments.
    Source source();

    /// The keyword in upper case, such as `FROM`; for [Unknown] whatever word stands there.
    default String keyword() {
        return source().keyword().text().toUpperCase(Locale.ROOT);
    }

    /// From the first character of the keyword to the end of the last line, here-documents
    /// included, without the line ending.
    default SourceRange range() {
        return source().range();
    }

    /// The flag's value; absent when the flag is not there or has no value. The last one wins.
    default Optional<String> flag(String name) {
        return source().flags().stream()
                .filter(f -> f.name().equals(name))
                .reduce((a, b) -> b)
                .flatMap(Flag::value);
    }

    /// Whether a flag that is true or false, such as `--link`, is there and not `=false`.
    default boolean hasFlag(String name) {
        return source().flags().stream().anyMatch(f -> f.name().equals(name) && f.isTrue());
    }

    /// The values of a flag that may be given several times, such as `--mount`.
    default List<String> flagValues(String name) {
        return source().flags().stream()
                .filter(f -> f.name().equals(name))
                .flatMap(f -> f.value().stream())
                .toList();
    }

    /// What every instruction has.
    ///
    /// @param keyword as written
    /// @param flags those before the arguments, in their order
    /// @param arguments the rest, continuations joined, without spaces around it
    /// @param range from the keyword to the end of the last line, here-documents included
    /// @param raw the file's text in `range`, byte for byte
    /// @param line keyword, flags and arguments in one line: continuations joined, comments
    ///   dropped, spaces around it trimmed, no here-documents
    /// @param comments the comment lines directly before, the nearest last; an empty comment (`#`
    ///   alone) starts them anew, blank lines do not
    /// @param innerComments comment lines between the lines of a continued instruction
    /// @param heredocs here-documents in their order
    record Source(
            Word keyword,
            List<Flag> flags,
            Word arguments,
            SourceRange range,
            String raw,
            String line,
            List<Comment> comments,
            List<Comment> innerComments,
            List<Heredoc> heredocs) {
        public Source {
            flags = List.copyOf(flags);
            comments = List.copyOf(comments);
            innerComments = List.copyOf(innerComments);
            heredocs = List.copyOf(heredocs);
        }
    }

    /// `FROM image [AS name]`: starts a stage.
    ///
    /// @param image as written, with variables
    /// @param as the keyword `AS` as written; present when there is a name
    /// @param name the stage's name as written; BuildKit compares it in lower case
    record From(Source source, Word image, Optional<Word> as, Optional<Word> name)
            implements Instruction {
        /// The value of `--platform`, as written.
        public Optional<String> platform() {
            return flag("platform");
        }

        /// The stage's name in lower case, as other instructions refer to it.
        public Optional<String> stageName() {
            return name.map(n -> n.text().toLowerCase(Locale.ROOT));
        }
    }

    /// `RUN …`.
    record Run(Source source, CommandLine command) implements Instruction {
        /// What `--mount` flags ask for, unreadable ones left out (they are problems of the file).
        public List<Mount> mounts() {
            return flagValues("mount").stream().flatMap(m -> Mount.tryParse(m).stream()).toList();
        }

        /// The scripts of here-documents in their order.
        public List<Heredoc> heredocs() {
            return source.heredocs();
        }
    }

    /// `CMD …`.
    record Cmd(Source source, CommandLine command) implements Instruction {}

    /// `ENTRYPOINT …`.
    record Entrypoint(Source source, CommandLine command) implements Instruction {}

    /// `LABEL key=value …`.
    record Label(Source source, List<KeyValue> pairs) implements Instruction {
        public Label {
            pairs = List.copyOf(pairs);
        }
    }

    /// `ENV key=value …` or the legacy `ENV key value`.
    record Env(Source source, List<KeyValue> pairs) implements Instruction {
        public Env {
            pairs = List.copyOf(pairs);
        }
    }

    /// `EXPOSE port[/protocol] …`.
    record Expose(Source source, List<Word> ports) implements Instruction {
        public Expose {
            ports = List.copyOf(ports);
        }
    }

    /// What COPY and ADD share.
    sealed interface Transfer extends Instruction {
        /// Paths or, for ADD, addresses; here-documents are not among them.
        List<Word> sources();

        /// Where to.
        Word destination();

        /// Whether paths are written as a JSON array.
        boolean json();

        /// Files written in the Dockerfile itself.
        default List<Heredoc> heredocs() {
            return source().heredocs();
        }

        /// The value of `--chown`, as written.
        default Optional<String> chown() {
            return flag("chown");
        }

        /// The value of `--chmod`, as written.
        default Optional<String> chmod() {
            return flag("chmod");
        }

        /// Whether `--link` is set.
        default boolean link() {
            return hasFlag("link");
        }

        /// The patterns of `--exclude`.
        default List<String> excludes() {
            return flagValues("exclude");
        }
    }

    /// `COPY source… destination`.
    record Copy(Source source, List<Word> sources, Word destination, boolean json)
            implements Transfer {
        public Copy {
            sources = List.copyOf(sources);
        }

        /// The value of `--from` as written: a stage's name or number, a named context or an image.
        public Optional<String> from() {
            return flag("from");
        }

        /// Whether `--parents` is set.
        public boolean parents() {
            return hasFlag("parents");
        }
    }

    /// `ADD source… destination`.
    record Add(Source source, List<Word> sources, Word destination, boolean json)
            implements Transfer {
        public Add {
            sources = List.copyOf(sources);
        }
    }

    /// `VOLUME path…`.
    record Volume(Source source, List<Word> paths, boolean json) implements Instruction {
        public Volume {
            paths = List.copyOf(paths);
        }
    }

    /// `USER user[:group]`.
    record User(Source source, Word user) implements Instruction {}

    /// `WORKDIR path`.
    record Workdir(Source source, Word path) implements Instruction {}

    /// `ARG name[=default] …`.
    record Arg(Source source, List<Definition> definitions) implements Instruction {
        public Arg {
            definitions = List.copyOf(definitions);
        }

        /// One argument of a build.
        ///
        /// @param name its name
        /// @param defaultValue what stands after `=`, as written; absent without `=`
        public record Definition(Word name, Optional<Word> defaultValue) {}
    }

    /// `ONBUILD instruction`.
    record Onbuild(Source source, Instruction trigger) implements Instruction {}

    /// `STOPSIGNAL signal`.
    record Stopsignal(Source source, Word signal) implements Instruction {}

    /// `HEALTHCHECK [flags] CMD …` or `HEALTHCHECK NONE`.
    ///
    /// @param command what is run; absent for `NONE`
    record Healthcheck(Source source, Optional<CommandLine> command) implements Instruction {
        /// Whether the check of the base image is switched off.
        public boolean none() {
            return command.isEmpty();
        }
    }

    /// `SHELL ["program", "argument"…]`.
    record Shell(Source source, List<Word> words) implements Instruction {
        public Shell {
            words = List.copyOf(words);
        }

        /// The decoded words.
        public List<String> argv() {
            return words.stream().map(Word::text).toList();
        }
    }

    /// `MAINTAINER name`: deprecated.
    record Maintainer(Source source, Word name) implements Instruction {}

    /// A line whose first word is no instruction.
    record Unknown(Source source) implements Instruction {}

    /// A known instruction whose arguments cannot be read; the file's problems say why.
    record Invalid(Source source) implements Instruction {}

    /// This instruction and, for ONBUILD, the one it holds.
    default List<Instruction> withNested() {
        List<Instruction> all = new ArrayList<>();
        all.add(this);
        if (this instanceof Onbuild onbuild) {
            all.addAll(onbuild.trigger().withNested());
        }
        return all;
    }
}
