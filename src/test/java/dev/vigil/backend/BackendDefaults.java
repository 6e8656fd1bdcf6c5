package dev.vigil.backend;

import dev.vigil.time.TimeSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What {@link Backend} is made of in tests, from which the service itself is left out. */
@ApplicationScoped
class BackendDefaults {

    @Produces
    @Singleton
    BackendSettings settings(@ConfigProperty(name = "vigil.backend.url") String url,
                             @ConfigProperty(name = "vigil.backend.email") String email,
                             @ConfigProperty(name = "vigil.backend.password") String password) {
        return new BackendSettings(URI.create(url), email, password);
    }

    @Produces
    @Singleton
    TimeSource time() {
        return TimeSource.system();
    }
}
