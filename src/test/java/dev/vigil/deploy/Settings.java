package dev.vigil.deploy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.config.SettingsReader;
import dev.vigil.config.Variable;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** Settings as operators hand them over: an environment. */
final class Settings {

    private Settings() {
    }

    /** The lines of an environment file. */
    static Map<String, String> of(Path file) throws IOException {
        return Files.readAllLines(file).stream().filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("=", 2)).collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    /** Vigil knows each name, and takes each value. */
    static void assertKnown(Map<String, String> environment) throws IOException {
        environment.keySet().forEach(name -> assertTrue(Arrays.stream(Variable.values())
                .anyMatch(variable -> variable.name().equals(name)), name + " is no setting of Vigil"));
        Map<String, String> whole = new HashMap<>(environment);
        if (environment.containsKey(Variable.BACKEND_URL.name())) {
            whole.putAll(Map.of("MODEL_EMAIL", "a@b", "MODEL_PASSWORD", "p", "MODEL_ENCRYPTION_KEY", "k"));
        }
        Properties packaged = new Properties();
        try (InputStream properties = Settings.class.getResourceAsStream("/application.properties")) {
            packaged.load(properties);
        }
        Map<String, String> defaults = new HashMap<>();
        packaged.forEach((key, value) -> defaults.put((String) key, (String) value));
        new SettingsReader(new SmallRyeConfigBuilder().addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(defaults, "packaged", 100),
                        new PropertiesConfigSource(whole, "environment", 300)).build()).read();
    }
}
