package dev.vigil.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.alarm.SirenMemory;
import dev.vigil.alarm.tapo.TapoAccess;
import dev.vigil.alarm.tapo.TapoSiren;
import dev.vigil.alarm.tapo.TapoTimings;
import dev.vigil.rehearsal.rtsp.Credentials;
import dev.vigil.rehearsal.rtsp.FfmpegClient;
import dev.vigil.rehearsal.scene.Scene;
import dev.vigil.rehearsal.video.VideoFeed;
import dev.vigil.time.TimeSource;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalCamerasTest {

    private static FfmpegClient watch(RehearsalCamera camera) {
        return new FfmpegClient(camera.host(), camera.port(), camera.path(), camera.user(), camera.password(), "tcp");
    }

    @Test
    void aUsualSiteHasFourCamerasWithPicturesAndTruth() {
        List<CameraSpec> usual = RehearsalCameras.usual("me", "secret");
        try (RehearsalCameras site = RehearsalCameras.start(usual, TimeSource.system())) {
            assertEquals(4, site.cameras().size());
            for (RehearsalCamera camera : site.cameras()) {
                try (FfmpegClient client = watch(camera)) {
                    FfmpegClient.Seen seen = client.watch(3, 30);
                    assertEquals(3, seen.pictures(), camera.name());
                    assertEquals(640, seen.width());
                    assertEquals(360, seen.height());
                }
            }
        }
    }

    @Test
    void truthCountsFromTheFirstViewer() {
        CameraSpec spec = CameraSpec.of("Main Entrance", Show.fight(25, 1), "me", "secret");
        try (RehearsalCameras site = RehearsalCameras.start(List.of(spec), TimeSource.system())) {
            Truth truth = site.cameras().get(0).truth().orElseThrow();
            assertTrue(truth.began().isEmpty(), "nobody has watched yet");
            assertEquals(List.of(), truth.between(Instant.now().minusSeconds(60), Instant.now().plusSeconds(600)));
            Instant before = Instant.now();
            try (FfmpegClient client = watch(site.cameras().get(0))) {
                client.watch(1, 10);
            }
            Instant began = truth.began().orElseThrow();
            assertTrue(!began.isBefore(before) && !began.isAfter(Instant.now()));
            Truth.Interval fight = truth.between(began, began.plusSeconds(60)).get(0);
            assertEquals(Truth.Kind.FIGHT, fight.kind());
            assertEquals(Duration.ofSeconds(30), Duration.between(began, fight.from()));
            assertEquals(Duration.ofSeconds(45), Duration.between(began, fight.to()));
            assertEquals(fight, truth.at(began.plusSeconds(31)).orElseThrow());
            assertTrue(truth.at(began.plusSeconds(29)).isEmpty());
            assertEquals(2, truth.between(began, began.plusSeconds(200)).size(), "again two minutes later");
            assertEquals(List.of(), truth.between(began.minusSeconds(100), began.minusSeconds(50)));
        }
    }

    @Test
    void aCamerasSirenIsSoundedDirectlyWithItsOwnAccount(@TempDir Path folder) throws Exception {
        CameraSpec spec = CameraSpec.of("Courtyard", Show.empty(1), "me", "secret");
        try (RehearsalCameras site = RehearsalCameras.start(List.of(spec), TimeSource.system())) {
            RehearsalCamera camera = site.cameras().get(0);
            TapoAccess access = new TapoAccess("1", camera.host(), camera.tapo().port(), camera.user(),
                camera.password());
            try (TapoSiren siren = new TapoSiren(access, new SirenMemory(folder.resolve("sirens.properties")),
                    TapoTimings.DEFAULT, TimeSource.system())) {
                siren.sound(Duration.ofSeconds(30));
                assertTrue(camera.tapo().face().sounds());
                siren.silence();
                assertFalse(camera.tapo().face().sounds());
            }
        }
    }

    @Test
    void camerasWithEqualShowsShareOneFeed() {
        List<CameraSpec> specs = List.of(
            CameraSpec.of("one", Show.fight(1), "me", "a"),
            CameraSpec.of("two", Show.fight(1), "me", "b"),
            CameraSpec.of("three", Show.fight(2), "me", "c"));
        try (RehearsalCameras site = RehearsalCameras.start(specs, TimeSource.system())) {
            List<RehearsalCamera> cameras = site.cameras();
            assertSame(cameras.get(0).truth().orElseThrow(), cameras.get(1).truth().orElseThrow());
            assertFalse(cameras.get(0).truth().orElseThrow() == cameras.get(2).truth().orElseThrow());
            try (FfmpegClient client = watch(cameras.get(1))) {
                assertEquals(2, client.watch(2, 20).pictures());
            }
        }
    }

    @Test
    void aFilmIsShownOverAndOverWithTimeGoingOn(@TempDir Path folder) throws Exception {
        Path film = folder.resolve("film.h264");
        record(film, 12);
        CameraSpec spec = CameraSpec.of("film", Show.film(film), "me", "secret");
        try (RehearsalCameras site = RehearsalCameras.start(List.of(spec), TimeSource.system());
             FfmpegClient client = watch(site.cameras().get(0))) {
            assertTrue(site.cameras().get(0).truth().isEmpty(), "nobody knows what a film shows");
            FfmpegClient.Seen seen = client.watch(40, 80);
            assertEquals(40, seen.pictures(), "more than three times the film");
            assertEquals(0, seen.broken());
            for (Duration delay : seen.delays()) {
                assertTrue(delay.abs().toMillis() < 500, "wall time is off by " + delay);
            }
        }
    }

    /** Makes a film of a scene: a raw H.264 file, as a camera would have recorded it. */
    private static void record(Path film, int pictures) throws IOException, InterruptedException {
        CountDownLatch missing = new CountDownLatch(pictures);
        try (OutputStream out = Files.newOutputStream(film);
             VideoFeed feed = new VideoFeed("recorder", new ScenePictures(Scene.busy(1)), TimeSource.system())) {
            feed.watch(unit -> {
                if (missing.getCount() > 0) {
                    try {
                        out.write(unit.annexB());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    missing.countDown();
                }
            });
            assertTrue(missing.await(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void aFileThatIsNoFilmIsRefusedByName(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "not a film");
        CameraSpec spec = CameraSpec.of("film", Show.film(text), "me", "secret");
        RuntimeException error = assertThrows(RuntimeException.class,
            () -> RehearsalCameras.start(List.of(spec), TimeSource.system()).close());
        assertTrue(error.getMessage().contains("notes.txt"), error.getMessage());
    }

    @Test
    void aTakenPortIsNamedAndLeavesNothingRunning() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            CameraSpec spec = new CameraSpec("door", Show.empty(1), new Credentials("me", "secret"),
                taken.getLocalPort(), 2);
            UncheckedIOException error = assertThrows(UncheckedIOException.class,
                () -> RehearsalCameras.start(List.of(spec), TimeSource.system()).close());
            assertTrue(error.getMessage().contains(String.valueOf(taken.getLocalPort())));
            assertFalse(error.getMessage().contains("secret"));
        }
    }
}
