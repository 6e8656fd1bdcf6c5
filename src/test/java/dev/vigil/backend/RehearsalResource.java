package dev.vigil.backend;

import dev.vigil.rehearsal.backend.RehearsalBackend;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Starts the rehearsal's back end before Quarkus and points Quarkus at it. */
public final class RehearsalResource implements QuarkusTestResourceLifecycleManager {
    private RehearsalBackend backend;

    @Override
    public Map<String, String> start() {
        try {
            backend = RehearsalBackend.start(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of("vigil.backend.url", backend.url(), "vigil.backend.email", backend.email(),
                "vigil.backend.password", backend.password());
    }

    @Override
    public void stop() {
        if (backend != null) {
            backend.close();
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(backend, new TestInjector.MatchesType(RehearsalBackend.class));
    }
}
