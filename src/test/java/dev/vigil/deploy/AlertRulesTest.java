package dev.vigil.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether alerts fire in the cases of {@code src/test/promtool}, as Prometheus itself evaluates them. */
class AlertRulesTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void promtoolIsThere() {
        Tool.assumeThere("promtool", "that alerts fire when they should, and only then (Debian: package prometheus)");
    }

    /** @param rules what is in the manifest from {@code groups} on, which is Prometheus' own format */
    private Tool.Answer test(String rules) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("rules.yaml"), rules);
        Files.copy(Path.of("src/test/promtool/alerts.yaml"), folder.resolve("alerts.yaml"));
        return Tool.run(folder, "promtool", "test", "rules", "alerts.yaml");
    }

    private static String rules() throws IOException {
        String manifest = Files.readString(Manifests.FOLDER.resolve("monitoring/prometheusrule.yaml"));
        return manifest.substring(manifest.indexOf("\n  groups:") + 1).indent(-2);
    }

    @Test
    void alertsFireWhenTheyShouldAndOnlyThen() throws Exception {
        Tool.Answer answer = test(rules());
        assertEquals(0, answer.status(), answer.said());
    }

    @Test
    void anAlertThatDoesNotFireWouldBeFound() throws Exception {
        assertNotEquals(0, test(rules().replace("vigil_outbox_durable == 0", "vigil_outbox_durable == 2")).status());
    }
}
