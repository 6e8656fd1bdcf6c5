package dev.vigil.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.inference.TinyClassifier;
import dev.vigil.rehearsal.CameraSpec;
import dev.vigil.rehearsal.RehearsalSite;
import dev.vigil.rehearsal.Show;
import dev.vigil.time.TimeSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor as a script calls it; what it finds is DoctorTest's affair. */
class DoctorCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> before = new HashMap<>();

    private int doctor(Map<String, String> properties, String... options) {
        properties.forEach((name, value) -> before.putIfAbsent(name, System.getProperty(name, "")));
        properties.forEach(System::setProperty);
        out.getBuffer().setLength(0);
        String[] args = new String[options.length + 1];
        args[0] = "doctor";
        System.arraycopy(options, 0, args, 1, options.length);
        return VigilCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    @AfterEach
    void restore() {
        before.forEach((name, value) -> {
            if (value.isEmpty()) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    @Test
    void theTableSaysHowEachThingIsAndWhatToDoAndTheExitCodeWhetherItWillDo() throws IOException {
        Path model = TinyClassifier.bright(1, 0.5f).bundle(folder.resolve("tiny"), TinyClassifier.brightYaml(""));
        try (RehearsalSite site = RehearsalSite.start(
                List.of(CameraSpec.of("Gate", Show.empty(1), "gate", "s3cret-gate")), TimeSource.system())) {
            Map<String, String> given = new HashMap<>(Map.of("vigil.backend.url", site.url(), "vigil.backend.email",
                    site.email(), "vigil.backend.password", site.password(), "vigil.backend.encryption-key",
                    site.encryptionKey(), "vigil.data", folder.toString(), "vigil.model", model.toString()));
            assertEquals(0, doctor(given), out::toString);
            assertTrue(out.toString().contains("ok    settings     can be read"), out::toString);
            assertTrue(out.toString().contains("ok    camera 1     'Gate' at rtsp://127.0.0.1:"), out::toString);
            assertFalse(out.toString().contains("FAIL") || out.toString().contains("s3cret"), out::toString);

            given.put("vigil.backend.password", "s3cret-wrong");
            assertEquals(1, doctor(given, "--skip", "machine,model,disk"));
            assertTrue(out.toString().contains("FAIL  account      login"), out::toString);
            assertTrue(out.toString().contains("                   do: correct MODEL_EMAIL and MODEL_PASSWORD"),
                    out::toString);
            assertFalse(out.toString().contains("processors") || out.toString().contains("s3cret"), out::toString);
            assertEquals(0, doctor(given, "--skip", "machine,model,disk,backend,cameras"));
            assertEquals(2, doctor(given, "--skip", "sirens"));
            assertTrue(err.toString().contains("--skip takes some of machine, disk, model, backend, cameras, not"),
                    err::toString);
        }
    }

    @Test
    void aSettingThatIsWrongIsAFindingLikeAnyOther() {
        assertEquals(1, doctor(Map.of("vigil.incident.alert-threshold", "much")));
        assertTrue(out.toString().startsWith("FAIL  settings     ALERT_THRESHOLD is 'much'"), out::toString);
    }
}
