package dev.vigil.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.audit.AuditPast;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Incidents of earlier processes, put together from what the audit log holds of them: all but how long steps took. */
final class PastIncidents {

    /** Of an incident whose end nobody saw. */
    static final String CUT_SHORT = "the service broke off in the middle of it";

    /** By the log's key, oldest first. */
    private final Map<String, IncidentView> incidents = new LinkedHashMap<>();

    private PastIncidents() {
    }

    /**
     * The incidents whose beginning is among these entries, newest first.
     *
     * @param entries oldest first; all were written by processes that have ended
     */
    static List<IncidentView> in(List<AuditPast.Entry> entries) {
        PastIncidents past = new PastIncidents();
        entries.forEach(past::read);
        List<IncidentView> found = new ArrayList<>(past.incidents.values());
        found.replaceAll(incident -> incident.phase() == IncidentView.Phase.CLEARED ? incident
                : incident.cleared(null, CUT_SHORT));
        Collections.reverse(found);
        return found;
    }

    private void read(AuditPast.Entry entry) {
        JsonNode fields = entry.fields();
        String key = fields.path("incident").asText();
        double confidence = fields.path("confidence").asDouble();
        String type = fields.path("type").asText();
        String why = fields.path("why").asText();
        switch (entry.kind()) {
            case "incident.suspected" -> incidents.put(key, new IncidentView(key, fields.path("camera").asLong(),
                    fields.path("name").asText(fields.path("camera").asText()), IncidentView.Phase.SUSPICIOUS, type,
                    confidence, confidence, why, Instant.parse(fields.path("start").asText()), entry.time(), null,
                    null, null, null, false, null));
            case "incident.updated" -> change(key, incident -> incident.now(confidence, type, why));
            case "incident.confirmed" -> change(key, incident -> incident.now(fields.path("mean").asDouble(),
                    fields.path("crime").asText(), why).confirmed(entry.time()));
            case "incident.cleared" -> change(key, incident -> incident.cleared(entry.time(),
                    fields.path("reason").asText()));
            case "siren.sound" -> {
                if (fields.path("result").asText().equals("answered")) {
                    change(key, incident -> incident.soundedBy(fields.path("way").asText()));
                }
            }
            default -> {
                // Not of an incident, or nothing that the timeline tells.
            }
        }
    }

    private void change(String key, UnaryOperator<IncidentView> how) {
        incidents.computeIfPresent(key, (same, incident) -> how.apply(incident));
    }
}
