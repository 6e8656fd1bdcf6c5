package dev.vigil.train;

import dev.vigil.rehearsal.scene.Scene;
import java.util.List;

/**
 * A drawn scene to learn from or to be tested on.
 *
 * @param seconds how much of it
 * @param step    pictures left out between two that are looked at, plus one
 * @param test    never learned from
 */
record ScenePlan(String name, Scene scene, double seconds, int step, boolean test) {

    private static final double APPROACH = 4;
    private static final double FIGHT_SECONDS = 24;
    /** The runner of a busy street comes after 40 s. */
    private static final double BUSY_SECONDS = 50;
    /** The friends of a meeting hug after 25 s. */
    private static final double MEETING_SECONDS = 45;
    /** Of the film's 15 pictures a second these leave 5 and 3, as with FRAME_SKIP 3 and 5. */
    private static final int FAST = 3;
    private static final int SLOW = 5;

    /** Every scene that is learned from or tested on. */
    static List<ScenePlan> all() {
        return List.of(fight(101, FAST, false), fight(102, SLOW, false), fight(103, FAST, false),
                busy(101, FAST, false), busy(102, SLOW, false),
                meeting(101, SLOW, false), meeting(102, FAST, false),
                fight(1, FAST, true), fight(1, SLOW, true), fight(2, FAST, true), fight(2, SLOW, true),
                busy(1, FAST, true), busy(1, SLOW, true), meeting(1, FAST, true), meeting(1, SLOW, true));
    }

    private static ScenePlan fight(long seed, int step, boolean test) {
        return new ScenePlan("fight", Scene.fight(APPROACH, seed), seed, FIGHT_SECONDS, step, test);
    }

    private static ScenePlan busy(long seed, int step, boolean test) {
        return new ScenePlan("busy", Scene.busy(seed), seed, BUSY_SECONDS, step, test);
    }

    private static ScenePlan meeting(long seed, int step, boolean test) {
        return new ScenePlan("meeting", Scene.meeting(seed), seed, MEETING_SECONDS, step, test);
    }

    private ScenePlan(String kind, Scene scene, long seed, double seconds, int step, boolean test) {
        this(kind + "-" + seed + "-every-" + step, scene, seconds, step, test);
    }
}
