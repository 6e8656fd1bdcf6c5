package dev.vigil.rehearsal.scene;

import dev.vigil.rehearsal.scene.Motions.Spot;
import java.util.List;
import java.util.Random;

/** People who are merely there. */
final class Extras {

    private static final double OUTSIDE = 5.5;

    private Extras() {
    }

    /** Stands there for the whole round, facing more or less the camera. */
    static Actor bystander(Spot where, double seconds, Random random) {
        double heading = -Math.PI / 2 + random.nextDouble() - 0.5;
        return new Actor(Look.random(random), 0).then(seconds, Motions.stand(where, heading, random.nextDouble() * 6));
    }

    /** Adds people who walk through from one side to the other, one about every {@code every} seconds. */
    static void passers(List<Actor> cast, double from, double until, double every, Random random) {
        for (double at = from; at < until; at += every * (0.7 + 0.6 * random.nextDouble())) {
            boolean rightwards = random.nextBoolean();
            double z = rightwards ? 6.2 + random.nextDouble() : 7.6 + random.nextDouble();
            Spot begin = new Spot(rightwards ? -OUTSIDE : OUTSIDE, z);
            Spot end = new Spot(-begin.x(), z + 0.6 * random.nextDouble());
            double speed = Motions.WALKING * (0.9 + 0.25 * random.nextDouble());
            cast.add(new Actor(Look.random(random), at).thenGo(begin, end, speed));
        }
    }
}
