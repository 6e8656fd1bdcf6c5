package dev.vigil.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.config.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the deployments set, against what Vigil knows. */
class SettingsFilesTest {

    private static final Pattern UNIT_VARIABLE =
            Pattern.compile("^#?Environment=([A-Z_]+?)(?:_FILE)?=", Pattern.MULTILINE);

    @Test
    void theSharedSettingsHoldAllOfTheGuidesThatAreNoSecretsAndVigilTakesThem() throws IOException {
        Map<String, String> settings = Settings.of(Manifests.FOLDER.resolve("base/settings.env"));

        Settings.assertKnown(settings);
        assertTrue(settings.keySet().containsAll(List.of("BACKEND_URL", "ALERT_THRESHOLD", "CRIME_THRESHOLD",
                "HEARTBEAT_INTERVAL", "CAMERA_REFRESH_INTERVAL", "RTSP_TRANSPORT", "FRAME_SKIP")));
        assertTrue(settings.keySet().stream().noneMatch(name -> name.startsWith("MODEL_")), "no secrets here");
    }

    @Test
    void theUnitSetsWhatVigilKnows() throws IOException {
        String unit = Files.readString(Path.of("src/main/systemd/vigil.service"));
        List<String> names = UNIT_VARIABLE.matcher(unit).results().map(line -> line.group(1))
                .filter(name -> !name.startsWith("QUARKUS_") && !name.startsWith("MALLOC_")).toList();
        assertEquals(List.of("MODEL_EMAIL", "MODEL_PASSWORD", "MODEL_ENCRYPTION_KEY", "VIGIL_TAPO_ADMIN_PASSWORD",
                "VIGIL_DATA"), names);
        names.forEach(Variable::valueOf);
        names.stream().filter(name -> name.startsWith("MODEL_")).map(name -> name.substring("MODEL_".length())
                .toLowerCase(Locale.ROOT).replace('_', '-')).forEach(credential -> assertTrue(
                        unit.contains("\nLoadCredential=" + credential + ":") && unit.contains("=%d/" + credential),
                        credential));
    }

    @Test
    void everySettingIsInTheDocument() throws IOException {
        String document = Files.readString(Path.of("docs/operations.md"));
        assertEquals(List.of(), Arrays.stream(Variable.values()).map(Variable::name)
                .filter(name -> !document.contains("`" + name + "`")).toList());
    }
}
