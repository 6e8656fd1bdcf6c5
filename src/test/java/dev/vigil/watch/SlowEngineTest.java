package dev.vigil.watch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.camera.AssignmentChange;
import dev.vigil.camera.Camera;
import dev.vigil.detection.Assessment;
import dev.vigil.detection.Detector;
import dev.vigil.detection.People;
import dev.vigil.inference.Outputs;
import dev.vigil.rehearsal.CameraSpec;
import dev.vigil.rehearsal.RehearsalCamera;
import dev.vigil.rehearsal.RehearsalCameras;
import dev.vigil.rehearsal.Show;
import dev.vigil.stream.Frame;
import dev.vigil.stream.StreamSettings;
import dev.vigil.time.TimeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More is to do than can be done: that must be told, evenly shared, and told again when it is over. */
class SlowEngineTest {

    private static final Duration LONG = Duration.ofSeconds(90);

    @TempDir
    private Path data;
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final Logger logger = Logger.getLogger(PaceWatch.class.getName());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            lines.add(entry.getLevel() + " " + entry.getMessage());
        }

        @Override
        public void flush() {
        }

        @Override
        public void close() {
        }
    };

    @AfterEach
    void silence() {
        logger.removeHandler(handler);
    }

    @Test
    void camerasWatchedTooSlowlyAreToldOnceWithTheirRatesAndOnceMoreWhenItIsOver() {
        logger.addHandler(handler);
        CameraSpec spec = CameraSpec.of("Yard", Show.empty(1), "u", "p");
        try (RehearsalCameras site = RehearsalCameras.start(List.of(spec, spec), TimeSource.system());
                Stage stage = new Stage(data, StreamSettings.defaults(5), (camera, real) -> new Slow(real),
                        camera -> List.of(), TimeSource.system())) {
            stage.watch(List.of(camera(1, site), camera(2, site)));
            await().pollInterval(Duration.ofSeconds(1)).atMost(LONG).until(() -> {
                stage.tower.tick();
                return stage.watch(1).pace().tooSlow() && stage.watch(2).pace().tooSlow();
            });
            double first = stage.watch(1).pace().seen();
            double second = stage.watch(2).pace().seen();
            assertTrue(first > 0 && Math.abs(first - second) <= 0.4, () -> first + " and " + second);
            assertTrue(stage.tower.paceInWords().startsWith("watching too slowly (2 cameras, "),
                    stage.tower::paceInWords);
            assertEquals(1, told("WATCHING TOO SLOWLY"), lines::toString);

            // The way out that is the same on every machine: other instances take the cameras.
            stage.tower.apply(new AssignmentChange(null, List.of(), List.of(camera(1, site), camera(2, site)),
                    List.of(), List.of(), List.of(), List.of(), List.of()));
            await().pollInterval(Duration.ofSeconds(1)).atMost(LONG).until(() -> {
                stage.tower.tick();
                return told("no camera is watched too slowly any more") == 1;
            });
            assertEquals(1, told("WATCHING TOO SLOWLY"), lines::toString);
        }
    }

    private long told(String words) {
        return List.copyOf(lines).stream().filter(line -> line.contains(words)).count();
    }

    private static Camera camera(int id, RehearsalCameras site) {
        RehearsalCamera camera = site.cameras().get(id - 1);
        return Stage.camera(id, camera.host(), camera.port(), camera.path(), camera.user(), camera.password());
    }

    /** Makes each frame take long on the batcher's thread. */
    private static final class Slow implements Detector {

        private final Detector real;

        Slow(Detector real) {
            this.real = real;
        }

        @Override
        public Assessment assess(Frame frame, Outputs outputs, int index) {
            try {
                Thread.sleep(400);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return real.assess(frame, outputs, index);
        }

        @Override
        public People people() {
            return real.people();
        }

        @Override
        public void reset() {
            real.reset();
        }
    }
}
