package dev.vigil.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.OnnxEngine;
import dev.vigil.inference.Outputs;
import dev.vigil.rehearsal.scene.Scene;
import dev.vigil.rehearsal.scene.Whereabouts;
import dev.vigil.stream.Frame;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The tracker behind the real model, which looks at the rehearsal's street; who is where, the script knows. */
class RehearsalTracksTest {

    private static final double RATE = 5;
    /** How far a track's middle may be from somebody's, in that one's height. */
    private static final double NEAR = 0.3;

    private static OnnxEngine engine;

    private final PoseDecoder decoder = new PoseDecoder();
    private final dev.vigil.detection.Scene seen = new dev.vigil.detection.Scene(decoder.newPeople());
    private final Map<Integer, List<Long>> ids = new HashMap<>();

    @BeforeAll
    static void openTheModel() {
        engine = new OnnxEngine(ModelBundle.load(Path.of("models/movenet-multipose")), 1, 2);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void peopleOfABusyStreetKeepTheirIdsWhileApart() {
        watch(Scene.busy(4), 8, 24);
        assertTrue(ids.size() >= 4, "too few people were followed: " + ids);
        ids.forEach((person, own) -> assertEquals(1, own.stream().distinct().count(), "person " + person + " " + own));
    }

    @Test
    void twoWhoTalkKeepTheirIdsWhileOthersPassBeforeThem() {
        watch(Scene.meeting(3), 0, 20);
        for (int talker = 0; talker < 2; talker++) {
            List<Long> own = ids.get(talker);
            assertTrue(own.size() > 50, "talker " + talker + " was rarely followed: " + own.size());
            assertEquals(own.get(0), own.get(own.size() - 1), "talker " + talker + " " + own);
        }
    }

    private void watch(Scene street, double from, double to) {
        Frame frame = new Frame(engine.bundle().input());
        frame.pictureWidth = frame.size().width();
        frame.pictureHeight = frame.pictureWidth * Scene.HEIGHT / Scene.WIDTH;
        for (double at = from; at < to; at += 1 / RATE) {
            shrink(street.draw(at), frame);
            engine.input().put(0, frame.pixels(), 0, frame.size().rgbBytes());
            engine.run(1);
            Outputs outputs = engine.outputs();
            frame.arrivalNanos = Math.round(at * 1e9);
            decoder.decode(outputs, 0, frame.pictureWidth, frame.pictureHeight, seen.people());
            seen.show(frame, outputs, 0);
            remember(street.people(at), frame.arrivalNanos);
        }
    }

    /** Whoever has nobody else near belongs to the one sure track there. */
    private void remember(List<Whereabouts> truth, long now) {
        double aspect = seen.people().aspect();
        for (Whereabouts one : truth) {
            boolean alone = truth.stream().noneMatch(other -> other.person() != one.person()
                    && Math.abs(other.x() - one.x()) * aspect < 2 * NEAR * (one.feet() - one.head()));
            for (int t = 0; alone && t < seen.tracks().count(); t++) {
                Track track = seen.tracks().get(t);
                Pose pose = track.pose(0);
                double off = Math.hypot(pose.centreX() - one.x() * aspect,
                        pose.centreY() - (one.head() + one.feet()) / 2);
                if (track.sure() && track.lastSeenNanos() == now && off < NEAR * (one.feet() - one.head())) {
                    ids.computeIfAbsent(one.person(), person -> new ArrayList<>()).add(track.id());
                }
            }
        }
    }

    /** Averages the drawn pixels that fall into each of the frame's. */
    private static void shrink(int[] drawn, Frame frame) {
        ByteBuffer pixels = frame.pixels();
        for (int y = 0; y < frame.pictureHeight; y++) {
            for (int x = 0; x < frame.pictureWidth; x++) {
                average(drawn, frame, x, y, pixels);
            }
        }
    }

    private static void average(int[] drawn, Frame frame, int x, int y, ByteBuffer pixels) {
        int[] sum = new int[3];
        int count = 0;
        for (int v = y * Scene.HEIGHT / frame.pictureHeight; v <= (y + 1) * Scene.HEIGHT / frame.pictureHeight
                && v < Scene.HEIGHT; v++) {
            for (int u = x * Scene.WIDTH / frame.pictureWidth; u <= (x + 1) * Scene.WIDTH / frame.pictureWidth
                    && u < Scene.WIDTH; u++) {
                int colour = drawn[v * Scene.WIDTH + u];
                sum[0] += colour >> 16 & 0xff;
                sum[1] += colour >> 8 & 0xff;
                sum[2] += colour & 0xff;
                count++;
            }
        }
        for (int c = 0; c < 3; c++) {
            pixels.put((y * frame.size().width() + x) * 3 + c, (byte) (sum[c] / count));
        }
    }
}
