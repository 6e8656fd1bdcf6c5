package dev.vigil.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Alerts and dashboard ask only for metrics that docs/metrics.md tells; that those are the ones that the running
 * service has is seen in {@code WholeJobIT}.
 */
class AlertsTest {

    private static final Path MONITORING = Manifests.FOLDER.resolve("monitoring");
    private static final Pattern RUNBOOK = Pattern.compile("^### (Vigil\\w+)$", Pattern.MULTILINE);

    @Test
    void everyAlertAsksForMetricsThatThereAre() throws IOException {
        for (Rule rule : rules()) {
            Set<String> used = MetricsDocument.used(rule.getExpr().getStrVal());
            assertTrue(MetricsDocument.documented().containsAll(used), rule.getAlert() + " asks for " + used);
            assertFalse(used.isEmpty() && !rule.getExpr().getStrVal().contains("up{"), rule.getAlert());
        }
    }

    @Test
    void everyAlertHasItsEntryInTheRunbookAndNoEntryIsOfNoAlert() throws IOException {
        Set<String> alerts = rules().stream().map(Rule::getAlert).collect(Collectors.toCollection(TreeSet::new));
        Set<String> entries = RUNBOOK.matcher(Files.readString(Path.of("docs", "operations.md"))).results()
                .map(heading -> heading.group(1)).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(alerts, entries);
    }

    @Test
    void everyAlertSaysHowUrgentItIsAndWhatHappened() throws IOException {
        for (Rule rule : rules()) {
            assertTrue(List.of("warning", "critical").contains(rule.getLabels().get("severity")), rule.getAlert());
            assertFalse(rule.getAnnotations().get("summary").isBlank(), rule.getAlert());
        }
    }

    @Test
    void theDashboardAsksForMetricsThatThereAre() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(MONITORING.resolve("dashboard.json").toFile());
        for (JsonNode panel : dashboard.get("panels")) {
            for (JsonNode target : panel.get("targets")) {
                Set<String> used = MetricsDocument.used(target.get("expr").asText());
                assertFalse(used.isEmpty(), panel.get("title").asText());
                assertTrue(MetricsDocument.documented().containsAll(used), panel.get("title") + " asks for " + used);
            }
        }
        assertTrue(MetricsDocument.documented()
                .containsAll(MetricsDocument.used(dashboard.get("templating").toString())));
    }

    @Test
    void aMetricHasOneNameInBothFormatsOfAScrape() {
        String plain = """
                # TYPE vigil_a_total counter
                # TYPE vigil_b_seconds histogram
                # TYPE vigil_b_seconds_max gauge
                """;
        String open = plain.replace("vigil_a_total", "vigil_a");
        assertEquals(Set.of("vigil_a_total", "vigil_b_seconds"), MetricsDocument.scraped(plain));
        assertEquals(MetricsDocument.scraped(plain), MetricsDocument.scraped(open));
    }

    private static List<Rule> rules() throws IOException {
        return Manifests.in(MONITORING).one(PrometheusRule.class).getSpec().getGroups().get(0).getRules();
    }
}
