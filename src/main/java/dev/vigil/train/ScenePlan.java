package dev.vigil.train;

import dev.vigil.rehearsal.scene.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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
    /** One round of a calm scene: what happens in the next is alike, with other people. */
    private static final double ROUND = 90;
    private static final double TEN_MINUTES = 600;
    /** Of the film's 15 pictures a second these leave 5 and 3, as with FRAME_SKIP 3 and 5. */
    private static final int FAST = 3;
    private static final int SLOW = 5;

    /** Every scene that is learned from or tested on. */
    static List<ScenePlan> all() {
        return Stream.of(training(), testing()).flatMap(List::stream).toList();
    }

    private static List<ScenePlan> training() {
        List<ScenePlan> plans = new ArrayList<>();
        for (long seed = 101; seed <= 104; seed++) {
            int step = seed % 2 == 0 ? SLOW : FAST;
            plans.add(fight(seed, step, false));
            plans.add(calm("busy", Scene.busy(seed), seed, ROUND, step, false));
            plans.add(calm("meeting", Scene.meeting(seed), seed, ROUND, step, false));
        }
        plans.add(calm("meeting", Scene.meeting(105), 105, 2 * ROUND, SLOW, false));
        plans.add(calm("busy", Scene.busy(105), 105, 2 * ROUND, SLOW, false));
        plans.add(calm("crowd", Scene.crowd(101), 101, ROUND, FAST, false));
        plans.add(calm("crowd", Scene.crowd(102), 102, ROUND, SLOW, false));
        return plans;
    }

    private static List<ScenePlan> testing() {
        return List.of(fight(1, FAST, true), fight(1, SLOW, true), fight(2, FAST, true), fight(2, SLOW, true),
                calm("busy", Scene.busy(1), 1, ROUND, FAST, true),
                calm("busy", Scene.busy(2), 2, TEN_MINUTES, SLOW, true),
                calm("meeting", Scene.meeting(1), 1, ROUND, FAST, true),
                calm("meeting", Scene.meeting(3), 3, TEN_MINUTES, SLOW, true),
                calm("crowd", Scene.crowd(1), 1, ROUND, FAST, true),
                calm("crowd", Scene.crowd(2), 2, TEN_MINUTES, SLOW, true));
    }

    private static ScenePlan fight(long seed, int step, boolean test) {
        return new ScenePlan("fight", Scene.fight(APPROACH, seed), seed, FIGHT_SECONDS, step, test);
    }

    private static ScenePlan calm(String kind, Scene scene, long seed, double seconds, int step, boolean test) {
        return new ScenePlan(kind, scene, seed, seconds, step, test);
    }

    private ScenePlan(String kind, Scene scene, long seed, double seconds, int step, boolean test) {
        this(kind + "-" + seed + "-every-" + step, scene, seconds, step, test);
    }
}
