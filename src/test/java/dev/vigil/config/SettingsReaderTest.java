package dev.vigil.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.stream.DecoderKind;
import dev.vigil.stream.Gating;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads the packaged application.properties under environments as an operator would set them. */
class SettingsReaderTest {

    private static final Map<String, String> CREDENTIALS = Map.of(
            "BACKEND_URL", "http://192.168.1.50:8000/", "MODEL_EMAIL", "model1@system.local",
            "MODEL_PASSWORD", "s3cret-p4ss", "MODEL_ENCRYPTION_KEY", "base64:secret-key-material");

    @Test
    void theGuidesDefaultsHoldWhereOnlyCredentialsAreGiven() throws IOException {
        Settings settings = read(CREDENTIALS);

        assertEquals(URI.create("http://192.168.1.50:8000"), settings.backend().orElseThrow().url());
        assertEquals(Duration.ofSeconds(60), settings.heartbeat());
        assertEquals(Duration.ofSeconds(300), settings.refresh());
        assertEquals(new Settings.Stream(false, 5, DecoderKind.AUTO, new Gating(true, Duration.ofSeconds(10), 5,
                Duration.ofSeconds(3), 3)), settings.stream());
        assertEquals(new Settings.Incident(50, 80, Duration.ofSeconds(2), Duration.ofSeconds(10)),
                settings.incident());
        assertEquals(new Settings.Alarm(List.of(Settings.Way.TAPO, Settings.Way.ONVIF, Settings.Way.BACKEND),
                Duration.ofSeconds(2), Duration.ofSeconds(120), Optional.empty()), settings.alarm());
        assertEquals(Path.of("data"), settings.data());
        assertFalse(settings.cache());
        assertEquals(new Settings.Outbox(256, 64), settings.outbox());
        assertEquals(Duration.ofSeconds(10), settings.inference().longest());
    }

    @Test
    void theOperatorChoosesTheWaysToTheSirenAndTheirOrder() throws IOException {
        Map<String, String> environment = new HashMap<>(CREDENTIALS);
        environment.put("VIGIL_ALARM_ORDER", "backend, Onvif");

        assertEquals(List.of(Settings.Way.BACKEND, Settings.Way.ONVIF), read(environment).alarm().order());
    }

    @Test
    void theSitesAdminPasswordComesFromTheEnvironmentOrAFileAndIsShownNowhere(@TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(folder.resolve("admin"), "cl0ud-p4ss\n");
        for (Map<String, String> given : List.of(Map.of("VIGIL_TAPO_ADMIN_PASSWORD", "cl0ud-p4ss"),
                Map.of("VIGIL_TAPO_ADMIN_PASSWORD_FILE", file.toString()))) {
            Map<String, String> environment = new HashMap<>(CREDENTIALS);
            environment.putAll(given);
            Settings settings = read(environment);
            assertEquals(Optional.of("cl0ud-p4ss"), settings.alarm().tapoAdminPassword());
            assertFalse(settings.toString().contains("cl0ud-p4ss"), settings.toString());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "BACKEND_URL            | ftp://example            | http://192.168.1.50:8000",
        "BACKEND_URL            | 192.168.1.50:8000        | http://192.168.1.50:8000",
        "BACKEND_URL            | http://me:pw@host        | http://192.168.1.50:8000",
        "BACKEND_URL            | http://                  | http://192.168.1.50:8000",
        "BACKEND_URL            | http://a b               | http://192.168.1.50:8000",
        "BACKEND_URL            | http://h?x=1             | http://192.168.1.50:8000",
        "HEARTBEAT_INTERVAL     | soon                     | 60",
        "HEARTBEAT_INTERVAL     | 121                      | 60",
        "CAMERA_REFRESH_INTERVAL| 0                        | 300",
        "RTSP_TRANSPORT         | http                     | tcp",
        "FRAME_SKIP             | 2.5                      | 5",
        "FRAME_SKIP             | 0                        | 5",
        "VIGIL_GATE             | on                       | true",
        "VIGIL_GATE_LOOK        | 0                        | 10",
        "VIGIL_GATE_SPARED_LOOKS | -1                      | 5",
        "VIGIL_GATE_LINGER      | 1                        | 3",
        "VIGIL_ALARMED_FRAME_SKIP | 0                      | 3",
        "ALERT_THRESHOLD        | 150                      | 50.0",
        "CRIME_THRESHOLD        | 20                       | 80.0",
        "CRIME_THRESHOLD        | NaN                      | 80.0",
        "VIGIL_ZONES            | no/such/zones.yaml       | config/zones.yaml",
        "VIGIL_ALARM_ORDER      | tapo,siren               | tapo,onvif,backend",
        "VIGIL_ALARM_ORDER      | tapo,onvif,Tapo          | tapo,onvif,backend",
        "VIGIL_ALARM_ORDER      | tapo,                    | tapo,onvif,backend",
        "VIGIL_ALARM_BUDGET     | 0                        | 2",
        "VIGIL_ALARM_MAX_DURATION | never                  | 120",
        "VIGIL_ASSIGNMENT_CACHE | yes                      | true",
    })
    void aWrongValueIsOneLineWithTheVariableItsFormAndAnExample(String variable, String value, String example) {
        Map<String, String> environment = new HashMap<>(CREDENTIALS);
        environment.put(variable, value);

        String message = assertThrows(SettingsException.class, () -> read(environment)).getMessage();

        assertTrue(message.startsWith(variable + " "), message);
        assertTrue(message.contains("it takes "), message);
        assertTrue(message.endsWith("for example " + variable + "=" + example), message);
        assertFalse(message.contains("\n"), message);
    }

    @Test
    void aPathInFrontOfTheApiIsKeptAndTrailingSlashesAreNot() throws IOException {
        Map<String, String> environment = new HashMap<>(CREDENTIALS);
        environment.put("BACKEND_URL", " https://h:8443/police// ");
        assertEquals(URI.create("https://h:8443/police"), read(environment).backend().orElseThrow().url());
    }

    @Test
    void anAddressWithAPasswordIsRefusedWithoutBeingQuoted() {
        Map<String, String> environment = new HashMap<>(CREDENTIALS);
        environment.put("BACKEND_URL", "http://me:hunter2@host");
        assertFalse(assertThrows(SettingsException.class, () -> read(environment)).getMessage().contains("hunter2"));
    }

    @ParameterizedTest
    @CsvSource({"BACKEND_URL", "MODEL_EMAIL", "MODEL_PASSWORD", "MODEL_ENCRYPTION_KEY"})
    void aMissingCredentialIsNamedAndNoSecretIsShown(String variable) {
        Map<String, String> environment = new HashMap<>(CREDENTIALS);
        environment.remove(variable);

        String message = assertThrows(SettingsException.class, () -> read(environment)).getMessage();

        assertTrue(message.startsWith(variable + " is not set"), message);
        assertFalse(message.contains("s3cret") || message.contains("secret-key"), message);
    }

    @Test
    void aSecretMayComeFromAMountedFile(@TempDir Path mount) throws IOException {
        Path file = Files.writeString(mount.resolve("password"), "from-the-file\n");
        Map<String, String> environment = new HashMap<>(CREDENTIALS);
        environment.remove("MODEL_PASSWORD");
        environment.put("MODEL_PASSWORD_FILE", file.toString());

        assertEquals("from-the-file", read(environment).backend().orElseThrow().password());

        Files.writeString(file, " \n");
        String empty = assertThrows(SettingsException.class, () -> read(environment)).getMessage();
        assertTrue(empty.startsWith("MODEL_PASSWORD is empty in the file"), empty);

        Files.delete(file);
        String missing = assertThrows(SettingsException.class, () -> read(environment)).getMessage();
        assertTrue(missing.startsWith("MODEL_PASSWORD cannot be read") && missing.contains(file.toString()), missing);
    }

    @Test
    void zonesAreOptionalAndNamedByTheirFile(@TempDir Path folder) throws IOException {
        assertTrue(read(CREDENTIALS).zones().isEmpty());
        Path file = Files.createFile(folder.resolve("zones.yaml"));
        Map<String, String> environment = new HashMap<>(CREDENTIALS);
        environment.put("VIGIL_ZONES", file.toString());
        assertEquals(file, read(environment).zones().orElseThrow());
    }

    @Test
    void theRehearsalStandsInOnlyWhereItIsAllowedAndNoCredentialIsGiven() throws IOException {
        assertTrue(read(Map.of("VIGIL_REHEARSAL", "true")).backend().isEmpty());
        assertThrows(SettingsException.class, () -> read(Map.of()));

        Map<String, String> both = new HashMap<>(CREDENTIALS);
        both.put("VIGIL_REHEARSAL", "true");
        assertTrue(read(both).backend().isPresent());

        Map<String, String> half = Map.of("VIGIL_REHEARSAL", "true", "MODEL_EMAIL", "model1@system.local");
        assertTrue(assertThrows(SettingsException.class, () -> read(half)).getMessage().startsWith("BACKEND_URL "));
    }

    @Test
    void theAssignmentIsKeptOnDiskWhereThatIsWanted() throws IOException {
        Map<String, String> environment = new HashMap<>(CREDENTIALS);
        environment.put("VIGIL_ASSIGNMENT_CACHE", "True");
        assertTrue(read(environment).cache());
    }

    @Test
    void settingsDoNotPrintSecrets() throws IOException {
        String text = read(CREDENTIALS).toString();
        assertFalse(text.contains("s3cret") || text.contains("secret-key"), text);
    }

    private static Settings read(Map<String, String> environment) throws IOException {
        Properties packaged = new Properties();
        try (InputStream in = SettingsReaderTest.class.getResourceAsStream("/application.properties")) {
            packaged.load(in);
        }
        Map<String, String> defaults = new HashMap<>();
        packaged.forEach((key, value) -> defaults.put((String) key, (String) value));
        return new SettingsReader(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(defaults, "packaged", 100),
                        new PropertiesConfigSource(environment, "environment", 300))
                .addDefaultInterceptors().build()).read();
    }
}
