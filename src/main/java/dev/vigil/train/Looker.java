package dev.vigil.train;

import dev.vigil.detection.Activations;
import dev.vigil.detection.PoseDecoder;
import dev.vigil.detection.PoseFightDetector;
import dev.vigil.inference.Engine;
import dev.vigil.stream.Frame;
import java.util.ArrayList;
import java.util.List;

/** Runs the model over pictures and keeps what the fight head reads of each. For one thread. */
final class Looker implements AutoCloseable {

    private final Engine engine;
    private final Activations.Reader reader = new Activations.Reader();
    private final PoseDecoder decoder = new PoseDecoder();

    /** @param engine is closed with it */
    Looker(Engine engine) {
        this.engine = engine;
    }

    /** @param pictures of one size, at least one */
    Footage look(List<Picture> pictures) {
        List<Activations> samples = new ArrayList<>();
        List<Float> pose = new ArrayList<>();
        PoseFightDetector poses = new PoseFightDetector(decoder);
        Frame frame = new Frame(engine.bundle().input());
        for (Picture picture : pictures) {
            engine.input().put(0, picture.framed(engine.bundle().input()));
            engine.run(1);
            Activations sample = new Activations();
            reader.read(engine.outputs(), 0, picture.nanos(), sample);
            samples.add(sample);
            frame.pictureWidth = picture.width();
            frame.pictureHeight = picture.height();
            frame.arrivalNanos = picture.nanos();
            pose.add((float) poses.assess(frame, engine.outputs(), 0).confidence());
        }
        return new Footage(pictures.get(0).width(), pictures.get(0).height(), samples, pose);
    }

    @Override
    public void close() {
        engine.close();
    }
}
