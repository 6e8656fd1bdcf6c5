package dev.vigil.service;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.inference.TinyClassifier;
import dev.vigil.rehearsal.CameraSpec;
import dev.vigil.rehearsal.RehearsalSite;
import dev.vigil.rehearsal.Show;
import dev.vigil.rehearsal.backend.Received;
import dev.vigil.time.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's own models, one after the other in the same folder, while the packaged service watches. */
class OwnModelIT {

    @TempDir
    Path folder;

    /** To the model a picture is a theft where it is brighter than that, 0 to 1. */
    private void put(double middle) throws IOException {
        TinyClassifier.bright(100, (float) middle).bundle(folder,
                TinyClassifier.brightYaml("").replace("vandalism", "theft"));
    }

    @Test
    void aModelTakesOverFromAnotherAndABadOneDoesNot() throws Exception {
        put(2);
        try (RehearsalSite site = RehearsalSite.start(
                List.of(CameraSpec.of("Gate", Show.empty(1), "gate", "s3cret-gate")), TimeSource.system());
                VigilProcess vigil = VigilProcess.against(site.backend(),
                        Map.of("VIGIL_MODEL", folder.toString(), "VIGIL_CLEAR_AFTER", "2",
                                "VIGIL_GATE_SPARED_LOOKS", "0"))) {
            vigil.awaitLine("camera 1 'Gate' connected");
            assertTrue(vigil.get("/q/health/ready").body().contains("frame-classifier, 8x8"));
            await("frames").atMost(Duration.ofSeconds(60))
                    .until(() -> vigil.metric("vigil_frames_inferred_total{camera=\"1\"}") > 5);

            Files.writeString(folder.resolve("model.onnx"), "no model");
            vigil.awaitLine("is refused and", "is no ONNX model");
            assertTrue(vigil.get("/q/health/ready").body().contains("is no ONNX model"));
            assertEquals(0, site.backend().received("/api/model/alert").size());

            put(-1);
            vigil.awaitLine("takes over from");
            await("the crime").atMost(Duration.ofSeconds(60))
                    .until(() -> !site.backend().received("/api/model/crime").isEmpty());
            Received crime = site.backend().received("/api/model/crime").get(0);
            assertEquals("theft", crime.body().get("crime_type").asText());

            put(2);
            await("the stop").atMost(Duration.ofSeconds(60))
                    .until(() -> !site.backend().received("/api/model/alert/stop").isEmpty());
            assertEquals(1, site.backend().received("/api/model/crime").size());
            assertEquals(2, vigil.metric("vigil_model_changes_total{result=\"taken\"}"));
            assertEquals(1, vigil.metric("vigil_model_changes_total{result=\"refused\"}"));
            assertEquals(0, vigil.metric("vigil_batches_failed_total"));
            assertEquals(143, vigil.terminate(Duration.ofSeconds(30)), vigil.output());
        }
    }
}
