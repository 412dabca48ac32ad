package dev.stagecraft.ui.prove;

import dev.stagecraft.archive.LayerCache;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.build.ImageBuilder;
import dev.stagecraft.engine.build.ImageBuilders;
import dev.stagecraft.prove.Proof;
import dev.stagecraft.prove.ProofListener;
import dev.stagecraft.prove.ProofRequest;
import dev.stagecraft.prove.Prover;
import dev.stagecraft.ui.support.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Proofs on the engine that is connected.
public final class EngineProofs implements ProofSource {
    private final Supplier<Optional<Engine>> engine;
    private final LayerCache cache;
    private final Texts texts = Texts.of(EngineProofs.class);
    private final List<Prover> made = new ArrayList<>();

    /// @param engine the engine that is connected
    /// @param cache keeps layers that were read
    public EngineProofs(Supplier<Optional<Engine>> engine, LayerCache cache) {
        this.engine = engine;
        this.cache = cache;
    }

    @Override
    public Proof prove(ProofRequest request, ProofListener listener) throws Exception {
        Engine connected =
                engine.get()
                        .orElseThrow(() -> new IllegalStateException(texts.text("failed.engine")));
        ImageBuilder builder =
                ImageBuilders.choose(connected, request.builder())
                        .orElseThrow(() -> new IllegalStateException(texts.text("failed.builder")));
        Prover prover = new Prover(connected, builder, cache, request, listener);
        // Removed afterwards, so that this proof can use their steps.
        List<Prover> earlier = taken();
        boolean done = false;
        try {
            Proof proof = prover.prove();
            done = true;
            return proof;
        } finally {
            earlier.forEach(Prover::removeImages);
            if (!done) {
                prover.removeImages();
            } else if (request.keep()) {
                synchronized (made) {
                    made.add(prover);
                }
            }
        }
    }

    @Override
    public void removeImages() {
        taken().forEach(Prover::removeImages);
    }

    @Override
    public void keepImages() {
        taken().forEach(Prover::keepImages);
    }

    private List<Prover> taken() {
        synchronized (made) {
            List<Prover> all = List.copyOf(made);
            made.clear();
            return all;
        }
    }
}
