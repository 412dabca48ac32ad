package dev.stagecraft.cli.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.distil.Outcome;
import dev.stagecraft.distil.output.SavedFile;
import dev.stagecraft.distil.plan.Change;
import dev.stagecraft.distil.plan.LineSpan;
import dev.stagecraft.distil.plan.Question;
import dev.stagecraft.distil.plan.Refusal;
import dev.stagecraft.distil.plan.Warning;
import dev.stagecraft.distil.project.Fact;
import dev.stagecraft.distil.project.Place;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What `rewrite --json` prints.
public final class RewriteDocument {
    private RewriteDocument() {}

    /// Writes the document.
    ///
    /// @param saved where the text was written; absent when nowhere
    public static void write(Outcome outcome, Optional<SavedFile> saved, PrintWriter out)
            throws IOException {
        ObjectNode document = Documents.of("stagecraft.rewrite/1");
        document.put("outcome", outcome.word());
        if (!outcome.ecosystem().isEmpty()) {
            document.put("ecosystem", outcome.ecosystem());
        }
        outcome.framework().ifPresent(f -> document.put("framework", f));
        switch (outcome) {
            case Outcome.Rewritten rewritten -> rewritten(rewritten, document);
            case Outcome.Refused refused -> {
                questions(refused.questions(), document);
                refusal(refused.refusal(), document);
            }
        }
        ArrayNode facts = document.putArray("facts");
        for (Fact fact : outcome.facts()) {
            ObjectNode node = facts.addObject();
            node.put("subject", fact.subject().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            node.put("value", fact.value());
            if (fact.place().equals(Place.PERSON)) {
                node.put("corrected", true);
                continue;
            }
            node.put("file", fact.place().file());
            if (fact.place().line() > 0) {
                node.put("line", fact.place().line());
            }
        }
        saved.ifPresent(s -> {
            document.put("output", s.file().toString());
            s.backup().ifPresent(b -> document.put("backup", b.toString()));
        });
        Documents.write(document, out);
    }

    private static void rewritten(Outcome.Rewritten rewritten, ObjectNode document) {
        document.put("base", rewritten.base());
        document.put("text", rewritten.text());
        ArrayNode changes = document.putArray("changes");
        for (Change change : rewritten.changes()) {
            ObjectNode node = changes.addObject();
            node.put("reason", change.reason().text());
            change.reason().behaviour().ifPresent(b -> node.put("behaviour", b));
            node.put("lesson", change.reason().lesson().title());
            ArrayNode source = node.putArray("source");
            change.source().forEach(s -> lines(s, source.addObject()));
            change.output().ifPresent(o -> lines(o, node.putObject("output")));
        }
        ArrayNode warnings = document.putArray("warnings");
        for (Warning warning : rewritten.warnings()) {
            ObjectNode node = warnings.addObject();
            node.put("text", warning.text());
            warning.source().ifPresent(s -> lines(s, node.putObject("source")));
        }
        questions(rewritten.questions(), document);
        rewritten.ignoreProposal().ifPresent(i -> document.put("dockerignore", i));
    }

    private static void questions(List<Question> questions, ObjectNode document) {
        ArrayNode array = document.putArray("questions");
        for (Question question : questions) {
            ObjectNode node = array.addObject();
            node.put("key", question.key());
            node.put("text", question.text());
            ArrayNode choices = node.putArray("choices");
            question.choices().forEach(choices::add);
            node.put("answer", question.answer());
            node.put("why", question.why());
        }
    }

    private static void refusal(Refusal refusal, ObjectNode document) {
        ObjectNode node = document.putObject("refusal");
        node.put("reason", refusal.reason());
        node.put("advice", refusal.advice());
        refusal.source().ifPresent(s -> lines(s, node.putObject("source")));
    }

    private static void lines(LineSpan span, ObjectNode node) {
        node.put("first", span.first());
        node.put("last", span.last());
    }
}
