package dev.vigil.train;

import dev.vigil.rehearsal.scene.Scene;
import java.util.ArrayList;
import java.util.List;

/**
 * A drawn scene to learn from or to be tested on.
 *
 * @param seconds how much of it
 * @param step    pictures left out between two that are looked at, plus one
 * @param test    never learned from
 */
record ScenePlan(String name, Scene scene, double seconds, int step, boolean test) {

    private static final double APPROACH = 6;
    private static final double FIGHT_SECONDS = 28;
    private static final double CALM_SECONDS = 60;
    /** The drawn friends hug after 25 s, the runner comes after 40 s. */
    private static final double WHOLE_ROUND = 60;

    /** At 5 and at 3 of the film's 15 pictures a second, as with FRAME_SKIP 3 and 5. */
    static List<ScenePlan> all() {
        List<ScenePlan> plans = new ArrayList<>();
        for (int step : new int[] {3, 5}) {
            for (long seed : new long[] {101, 102, 103, 1, 2, 7}) {
                boolean test = seed < 100;
                plans.add(new ScenePlan("fight", Scene.fight(APPROACH, seed), seed, FIGHT_SECONDS, step, test));
                if (seed != 103 && seed != 7) {
                    plans.add(new ScenePlan("busy", Scene.busy(seed), seed, CALM_SECONDS, step, test));
                    plans.add(new ScenePlan("meeting", Scene.meeting(seed), seed, WHOLE_ROUND, step, test));
                }
            }
        }
        return plans;
    }

    private ScenePlan(String kind, Scene scene, long seed, double seconds, int step, boolean test) {
        this(kind + "-" + seed + "-every-" + step, scene, seconds, step, test);
    }
}
