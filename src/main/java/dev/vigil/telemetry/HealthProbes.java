package dev.vigil.telemetry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** The three Kubernetes probes over the {@link HealthBoard}, with the reasons in their data. */
@ApplicationScoped
class HealthProbes {

    @Produces
    @Startup
    @ApplicationScoped
    HealthCheck started(HealthBoard board) {
        return () -> HealthCheckResponse.named("vigil started").status(board.isStarted()).build();
    }

    @Produces
    @Liveness
    @ApplicationScoped
    HealthCheck live(HealthBoard board) {
        return () -> response("vigil live", board.liveProblems(), Map.of());
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck ready(HealthBoard board) {
        return () -> response("vigil ready", board.readyProblems(), board.details());
    }

    private static HealthCheckResponse response(String name, Map<String, String> problems,
            Map<String, String> details) {
        HealthCheckResponseBuilder response = HealthCheckResponse.named(name).status(problems.isEmpty());
        problems.forEach(response::withData);
        details.forEach(response::withData);
        return response.build();
    }
}
