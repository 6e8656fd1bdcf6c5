package dev.vigil.backend;

import dev.vigil.time.TimeSource;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What {@link Backend} is made of, where nobody else says so. */
@ApplicationScoped
class BackendDefaults {

    @Produces
    @Singleton
    @DefaultBean
    BackendSettings settings(@ConfigProperty(name = "vigil.backend.url") String url,
                             @ConfigProperty(name = "vigil.backend.email") String email,
                             @ConfigProperty(name = "vigil.backend.password") String password) {
        return new BackendSettings(url, email, password);
    }

    @Produces
    @Singleton
    @DefaultBean
    TimeSource time() {
        return TimeSource.system();
    }
}
