package dev.vigil.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vigil.inference.Engine;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.tensorrt.GpuHere;
import dev.vigil.inference.tensorrt.Precision;
import dev.vigil.inference.tensorrt.TensorRtEngine;
import dev.vigil.rehearsal.SceneFilm;
import dev.vigil.rehearsal.scene.Scene;
import dev.vigil.stream.DecoderKind;
import dev.vigil.stream.Frame;
import dev.vigil.stream.Screening;
import dev.vigil.stream.StreamSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * On a GPU: what NVDEC decodes is judged alike, whether it stays on the device or comes by way of the host, and as what
 * processors decode. Both lie in one batch, so that it is mixed, too.
 */
class HandOverByNvdecTest {

    private static final double SECONDS = 8.8;
    /** In percent. */
    private static final double TOLERANCE = 0.5;

    @TempDir
    Path folder;

    private final ModelBundle bundle = ModelBundle.load(Path.of("models/movenet-multipose-fp16"));

    @BeforeEach
    void thereIsAGpu() {
        String missing = GpuHere.whyNot();
        if (missing != null) {
            System.out.println("hand-over of what NVDEC decodes: NOT CHECKED, since " + missing);
        }
        assumeTrue(missing == null, missing);
    }

    @Test
    void whatIsHandedOverIsJudgedAsWhatComesByTheHost() throws Exception {
        Path film = folder.resolve("fight.h264");
        SceneFilm.shoot(Scene.fight(0, 31), SECONDS, film);
        List<Double> handedOver = new ArrayList<>();
        List<Double> byTheHost = new ArrayList<>();
        List<Double> decodedByProcessors = new ArrayList<>();
        try (Engine engine = new TensorRtEngine(bundle, 2, Precision.FP32, Path.of("target/engines"))) {
            assertTrue(engine.takesDevicePictures(), "see the log for why not");
            Judge there = new Judge(engine, 0);
            Judge here = new Judge(engine, 1);
            screen(film, DecoderKind.NVDEC, frame -> {
                assertNotNull(frame.onDevice(), "it is decoded on the GPU, in the context of the engine");
                there.place(frame);
                here.placeFromHost(frame);
                engine.run(2);
                handedOver.add(there.confidence(frame));
                byTheHost.add(here.confidence(frame));
            });
            Judge processors = new Judge(engine, 0);
            screen(film, DecoderKind.CPU, frame -> {
                processors.placeFromHost(frame);
                engine.run(1);
                decodedByProcessors.add(processors.confidence(frame));
            });
        }
        double most = 0;
        for (int i = 0; i < handedOver.size(); i++) {
            most = Math.max(most, Math.abs(handedOver.get(i) - byTheHost.get(i)));
        }
        System.out.printf("hand-over of what NVDEC decodes: %d pictures, confidences differ by %.3f at most from those"
                + " by the host; the fight is given %.0f, decoded by processors %.0f%n", handedOver.size(), most,
                most(handedOver), most(decodedByProcessors));
        assertEquals(decodedByProcessors.size(), handedOver.size());
        assertTrue(most <= TOLERANCE, handedOver + " is not " + byTheHost);
        assertTrue(most(handedOver) > 80 && most(decodedByProcessors) > 80, "the fight must be seen");
    }

    private interface Viewer {
        void frame(Frame frame);
    }

    private void screen(Path film, DecoderKind decoder, Viewer viewer) throws Exception {
        try (Screening screening = new Screening(SceneFilm.RATE, StreamSettings.defaults(3).with(decoder),
                bundle.input(), (frame, seconds, self) -> viewer.frame(frame))) {
            screening.handOver();
            screening.show(film);
            assertEquals(0, screening.counters().decoderFallbacks());
        }
    }

    private static double most(List<Double> confidences) {
        return confidences.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    /** Judges what lies at one place of the batch, as a camera of its own. */
    private static final class Judge {

        private final Engine engine;
        private final int place;
        private final SceneDetector detector;
        private final Frame copy;
        private boolean anew = true;

        Judge(Engine engine, int place) {
            this.engine = engine;
            this.place = place;
            detector = new Detectors(engine.bundle()).with(List.of());
            copy = new Frame(engine.bundle().input());
        }

        void place(Frame frame) {
            engine.place(place, place, anew, frame);
            anew = false;
        }

        void placeFromHost(Frame frame) {
            int bytes = frame.size().rgbBytes();
            engine.input().put(place * bytes, frame.pixels(), 0, bytes);
            copy.arrivalNanos = frame.arrivalNanos;
            copy.pictureWidth = frame.pictureWidth;
            copy.pictureHeight = frame.pictureHeight;
            place(copy);
        }

        double confidence(Frame frame) {
            return detector.assess(frame, engine.outputs(), place).confidence();
        }
    }
}
