package dev.vigil.config;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.Config;

/** The service's configuration for commands, which run without Quarkus: the same sources in the same order. */
public final class SettingsFiles {

    private static final String FILE = "application.properties";

    private SettingsFiles() {
    }

    /**
     * System properties before environment variables, before {@code config/application.properties}, before what is
     * packaged.
     *
     * @param folder where the service is started
     */
    public static Config config(Path folder) {
        SmallRyeConfigBuilder config = new SmallRyeConfigBuilder().addDefaultInterceptors().addDefaultSources();
        try {
            URL packaged = SettingsFiles.class.getClassLoader().getResource(FILE);
            config.withSources(new PropertiesConfigSource(packaged, 250));
            Path given = folder.resolve("config").resolve(FILE);
            if (Files.isReadable(given)) {
                config.withSources(new PropertiesConfigSource(given.toUri().toURL(), 260));
            }
            return config.build();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
