package dev.vigil.bench;

import dev.vigil.detection.Assessment;
import dev.vigil.incident.IncidentMachine;
import dev.vigil.incident.IncidentRules;
import dev.vigil.incident.Phase;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a detector said of a clip, picture by picture, and what the usual incident rules made of it. Pictures are
 * numbered as the camera sent them, from 1. For one thread.
 */
final class Windows {

    /** @param phase of the incident after this window */
    record Window(double confidence, Phase phase) {
    }

    private final IncidentMachine incidents = new IncidentMachine(IncidentRules.defaults());
    private final SortedMap<Long, Window> byPicture = new TreeMap<>();

    void add(long picture, Assessment assessment) {
        incidents.onAssessment(assessment);
        byPicture.put(picture, new Window(assessment.confidence(), incidents.phase()));
    }

    SortedMap<Long, Window> all() {
        return Collections.unmodifiableSortedMap(byPicture);
    }
}
