package dev.vigil.rehearsal.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One person of a script: a look and what they do one after the other. Before the first and after the last, away. */
final class Actor {

    private static final double CHANGE_SECONDS = 0.35;

    private record Act(double begin, double end, Motion motion) {
    }

    private final Look look;
    private final List<Act> acts = new ArrayList<>();
    private double end;

    Actor(Look look, double entrance) {
        this.look = look;
        end = entrance;
    }

    Look look() {
        return look;
    }

    /** Then does this for so long. */
    Actor then(double seconds, Motion motion) {
        acts.add(new Act(end, end + seconds, motion));
        end += seconds;
        return this;
    }

    /** Then walks or runs from spot to spot. */
    Actor thenGo(Motions.Spot from, Motions.Spot to, double metresPerSecond) {
        return then(Motions.duration(from, to, metresPerSecond), Motions.go(from, to, metresPerSecond));
    }

    /** Where and how at that second of the script; empty while away. One act passes smoothly into the next. */
    Optional<Stance> at(double seconds) {
        for (int i = 0; i < acts.size(); i++) {
            Act act = acts.get(i);
            if (seconds >= act.begin && seconds < act.end) {
                Stance stance = act.motion.at(seconds - act.begin);
                double share = (seconds - act.begin) / CHANGE_SECONDS;
                if (i > 0 && share < 1) {
                    Act before = acts.get(i - 1);
                    Stance last = before.motion.at(before.end - before.begin);
                    stance = stance.easedFrom(last, act.motion.at(0), share);
                }
                return Optional.of(stance);
            }
        }
        return Optional.empty();
    }
}
