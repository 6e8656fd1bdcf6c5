package dev.vigil.rehearsal.scene;

import java.util.List;

/**
 * What happens before one camera, over and over: each round has the same plan with other people.
 * Seconds count from the beginning of a round.
 */
interface Script {

    /** Length of a round in seconds. */
    double length();

    /** Everybody who appears in that round (0 is the first); the same for the same round. */
    List<Actor> cast(long round);

    /** When in each round people fight. */
    List<Span> fights();
}
