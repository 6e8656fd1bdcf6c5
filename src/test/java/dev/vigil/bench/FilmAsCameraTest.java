package dev.vigil.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.inference.Engine;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.OnnxEngine;
import dev.vigil.rehearsal.scene.Scene;
import dev.vigil.replay.StreetFilm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A drawn fight as a file and as a camera over RTSP: the same windows. */
class FilmAsCameraTest {

    private static final int ROUNDS = 2;
    /** A shared machine may hold pictures up, which changes windows; a defect changes them every time. */
    private static final int TRIES = 4;
    /** In points of 100: the camera encodes anew, and pictures come some milliseconds sooner or later. */
    private static final double MEAN = 4;
    private static final double MOST = 20;

    @TempDir
    Path folder;

    @Test
    void aFilmLoopedInAsACameraIsJudgedAsReplayJudgesTheFile() throws IOException, InterruptedException {
        Path film = StreetFilm.write(folder.resolve("fight.mp4"), Scene.fight(1, 7), 4, 5);
        try (Engine engine = new OnnxEngine(ModelBundle.load(Path.of("models/movenet-multipose")), 1, 2)) {
            ClipPlan plan = ClipPlan.of(film, engine);
            assertEquals(new ClipPlan(film, 15, 1, 3, 5), plan);
            Windows replayed = plan.replayed(engine);
            Windows sent = plan.sent(engine, ROUNDS);
            assertEquals(25, replayed.all().size());
            assertEquals(50, sent.all().size());
            StringBuilder tries = new StringBuilder();
            boolean alike = false;
            for (int i = 0; i < TRIES && !alike; i++) {
                ClipCamera camera = new ClipCamera(plan, engine.bundle().input());
                camera.watch(plan.lastPicture(ROUNDS), Duration.ofSeconds(40));
                Windows seen = camera.judged(engine);
                Difference fromReplay = Difference.of(replayed, seen);
                Difference fromSent = Difference.of(sent, seen);
                alike = alike(fromReplay) && alike(fromSent);
                tries.append("from replay ").append(fromReplay).append(", from the bits sent ").append(fromSent)
                        .append(", jitter ").append(camera.jitterMillis()).append(" ms ").append(camera.losses())
                        .append('\n');
            }
            assertTrue(alike, tries::toString);
        }
    }

    private static boolean alike(Difference one) {
        return one.missing() == 0 && one.mean() <= MEAN && one.most() <= MOST && one.sameOutcome();
    }
}
