package dev.vigil.service;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.rehearsal.CameraSpec;
import dev.vigil.rehearsal.RehearsalSite;
import dev.vigil.rehearsal.Show;
import dev.vigil.rehearsal.backend.Fault;
import dev.vigil.rehearsal.tapo.TapoFace;
import dev.vigil.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The packaged service with a back end that takes every call and answers none. */
class SlowBackendIT {

    private static final String INFERRED = "vigil_frames_inferred_total{camera=\"1\"}";

    @Test
    void aBackEndThatHangsDelaysNeitherSirensNorFramesNorProbesNorTheEnd() throws Exception {
        List<CameraSpec> specs = List.of(CameraSpec.of("Main Entrance", Show.fight(15, 1), "entrance", "s3cret"));
        try (RehearsalSite site = RehearsalSite.start(specs, TimeSource.system());
                VigilProcess vigil = VigilProcess.against(site.backend(), Map.of("FRAME_SKIP", "3"))) {
            vigil.awaitLine("camera 1 'Main Entrance' connected");
            for (String path : List.of("alert", "alert/stop", "crime", "heartbeat", "cameras", "login")) {
                site.backend().faults().always("/api/model/" + path, Fault.hang());
            }
            TapoFace camera = site.cameras().get(0).tapo().face();
            await("the siren").atMost(Duration.ofSeconds(90)).until(camera::sounds);
            String sounds = vigil.awaitLine("siren sounds by way of tapo");

            double before = vigil.metric(INFERRED);
            await().atMost(Duration.ofSeconds(10)).until(() -> vigil.metric(INFERRED) > before + 5);
            long asked = System.nanoTime();
            assertTrue(vigil.get("/q/health/ready").body().contains("reports waiting"));
            assertTrue(System.nanoTime() - asked < Duration.ofSeconds(5).toNanos(), "a probe waited for the back end");
            assertFalse(vigil.said("delivered"), sounds);

            assertEquals(143, vigil.terminate(Duration.ofSeconds(15)), vigil.output());
            assertFalse(camera.sounds(), "the siren was left on");
            vigil.awaitLine("wait for delivery after the next start");
        }
    }
}
