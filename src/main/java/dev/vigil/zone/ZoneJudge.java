package dev.vigil.zone;

import dev.vigil.detection.Assessment;
import dev.vigil.detection.Judge;
import dev.vigil.detection.Scene;
import java.util.List;

/**
 * Watches over one camera's zones: somebody in a restricted zone is {@code TRESPASSING}, somebody who stays too long in
 * a loitering zone is {@code SUSPICIOUS_ACTIVITY}. Somebody's place is where the feet are: the middle between the
 * ankles where both are seen, else the bottom of the box. How the confidence grows, {@link ZoneEvidence} says.
 *
 * <p>Whether a zone is in force is told by the frames' wall time, how long somebody stays by their monotonic time.
 */
public final class ZoneJudge implements Judge {

    /** Below this confidence it is not worth a sentence. */
    private static final double WORTH_TELLING = 20;
    private static final String CALM = "zones are clear";

    private final List<ZoneWatch> watches;

    /** @param zones at least one, all of one camera */
    public ZoneJudge(List<Zone> zones) {
        if (zones.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to judge without a zone");
        }
        watches = zones.stream().map(ZoneWatch::new).toList();
    }

    /** The judges that a camera's zones ask for: none where there are no zones. */
    public static List<Judge> of(List<Zone> zones) {
        return zones.isEmpty() ? List.of() : List.of(new ZoneJudge(zones));
    }

    @Override
    public Assessment judge(Scene scene) {
        ZoneWatch foremost = watches.get(0);
        for (int i = 0; i < watches.size(); i++) {
            ZoneWatch watch = watches.get(i);
            watch.look(scene);
            if (watch.confidence() > foremost.confidence()) {
                foremost = watch;
            }
        }
        boolean calm = foremost.confidence() < WORTH_TELLING;
        return scene.assessment(foremost.confidence(), foremost.zone().kind().crime(),
                calm ? CALM : foremost.why(), calm ? null : foremost.box());
    }

    @Override
    public void reset() {
        watches.forEach(ZoneWatch::reset);
    }
}
