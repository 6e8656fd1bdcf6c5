package dev.vigil.zone;

import dev.vigil.detection.CrimeType;
import java.time.Duration;

/**
 * A place in one camera's picture that is watched.
 *
 * @param name    for people, unique for its camera
 * @param kind    what must not happen there
 * @param polygon where
 * @param when    the times at which it must not
 * @param after   how long somebody may stay in a {@link Kind#LOITERING} zone; zero for the other kind
 */
public record Zone(String name, Kind kind, Polygon polygon, Schedule when, Duration after) {

    /** What must not happen in a zone. */
    public enum Kind {
        /** Nobody may be there. */
        RESTRICTED(CrimeType.TRESPASSING),
        /** Nobody should stay there for long. */
        LOITERING(CrimeType.SUSPICIOUS_ACTIVITY);

        private final CrimeType crime;

        Kind(CrimeType crime) {
            this.crime = crime;
        }

        public CrimeType crime() {
            return crime;
        }
    }
}
