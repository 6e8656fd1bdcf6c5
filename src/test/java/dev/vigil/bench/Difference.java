package dev.vigil.bench;

import dev.vigil.bench.Windows.Window;
import dev.vigil.incident.Phase;
import java.util.Map;

/**
 * How far what was seen of a clip lies from what was expected of it.
 *
 * @param windows     of both
 * @param missing     expected, but never seen: a picture was lost or came too late
 * @param mean        difference of the confidences of the same window, in points of 100
 * @param most        the largest of them
 * @param otherPhase  windows after which the incident was in another phase
 * @param sameOutcome whether the gravest phase was the same
 */
record Difference(int windows, int missing, double mean, double most, int otherPhase, boolean sameOutcome) {

    static Difference of(Windows expected, Windows seen) {
        Map<Long, Window> there = seen.all();
        int windows = 0;
        int missing = 0;
        int otherPhase = 0;
        double sum = 0;
        double most = 0;
        Phase gravestExpected = Phase.values()[0];
        Phase gravestSeen = Phase.values()[0];
        for (Map.Entry<Long, Window> one : expected.all().entrySet()) {
            Window window = there.get(one.getKey());
            gravestExpected = graver(gravestExpected, one.getValue().phase());
            if (window == null) {
                missing++;
                continue;
            }
            double off = Math.abs(window.confidence() - one.getValue().confidence());
            windows++;
            sum += off;
            most = Math.max(most, off);
            otherPhase += window.phase() == one.getValue().phase() ? 0 : 1;
            gravestSeen = graver(gravestSeen, window.phase());
        }
        return new Difference(windows, missing, windows == 0 ? 0 : sum / windows, most, otherPhase,
                gravestSeen == gravestExpected);
    }

    private static Phase graver(Phase one, Phase other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
