package dev.vigil.train;

import dev.vigil.detection.Activations;
import dev.vigil.inference.Engine;
import java.util.ArrayList;
import java.util.List;

/** Runs the model over pictures and keeps what the fight head reads of each. For one thread. */
final class Looker implements AutoCloseable {

    private final Engine engine;
    private final Activations.Reader reader = new Activations.Reader();

    /** @param engine is closed with it */
    Looker(Engine engine) {
        this.engine = engine;
    }

    /** @param pictures of one size, at least one */
    Footage look(List<Picture> pictures) {
        List<Activations> samples = new ArrayList<>();
        for (Picture picture : pictures) {
            engine.input().put(0, picture.framed(engine.bundle().input()));
            engine.run(1);
            Activations sample = new Activations();
            reader.read(engine.outputs(), 0, picture.nanos(), sample);
            samples.add(sample);
        }
        return new Footage(pictures.get(0).width(), pictures.get(0).height(), samples);
    }

    @Override
    public void close() {
        engine.close();
    }
}
