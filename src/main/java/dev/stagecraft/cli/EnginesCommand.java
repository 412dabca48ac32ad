package dev.stagecraft.cli;

import dev.stagecraft.cli.json.EnginesJson;
import dev.stagecraft.engine.EngineAddress;
import dev.stagecraft.engine.EngineCandidate;
import dev.stagecraft.engine.EngineLocator;
import dev.stagecraft.image.DisplayText;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `engines`: what engines there are, and which is used.
@Command(name = "engines")
final class EnginesCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin JsonOption common = new JsonOption();

    EnginesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        List<EngineCandidate> engines = EngineLocator.ofThisProcess().find();
        if (common.json) {
            EnginesJson.write(engines, terminal.out());
            return Cli.DONE;
        }
        Table table = new Table(terminal);
        table.header(
                Texts.text("engines.name"),
                Texts.text("engines.address"),
                Texts.text("engines.version"),
                Texts.text("engines.state"));
        for (EngineCandidate engine : engines) {
            table.row(
                    (engine.current() ? "* " : "  ") + DisplayText.escape(engine.name(), 60),
                    engine.address().map(EngineAddress::url).map(DisplayText::escape).orElse("-"),
                    version(engine),
                    state(engine));
        }
        table.print();
        return Cli.DONE;
    }

    private static String version(EngineCandidate engine) {
        return engine.state() == EngineCandidate.State.READY
                ? DisplayText.escape(engine.product() + " " + engine.version(), 60)
                : "-";
    }

    private static String state(EngineCandidate engine) {
        return switch (engine.state()) {
            case READY -> Texts.text("engines.ready", DisplayText.escape(engine.apiVersion(), 20));
            case UNTRIED -> Texts.text("engines.untried");
            case UNAVAILABLE ->
                    engine.problem()
                            .map(p -> p.getMessage() + ". " + p.advice())
                            .map(t -> DisplayText.escape(t.strip(), 500))
                            .orElse(Texts.text("engines.unavailable"));
        };
    }
}
