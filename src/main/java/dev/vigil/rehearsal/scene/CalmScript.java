package dev.vigil.rehearsal.scene;

import dev.vigil.rehearsal.scene.Motions.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A street in which nothing happens that anybody should worry about. */
final class CalmScript implements Script {

    private static final double LENGTH = 90;

    /** What calm can be. */
    enum Kind {
        /** People pass by, one waits, somebody runs for the bus. */
        BUSY,
        /** Two talk, then two friends meet and hug; few pass by. */
        MEETING,
        /** A crowd: many walk both ways and pass in front of each other, some stand and talk, one runs. */
        CROWD,
        /** Nobody. */
        EMPTY
    }

    private final Kind kind;
    private final long seed;

    CalmScript(Kind kind, long seed) {
        this.kind = kind;
        this.seed = seed;
    }

    @Override
    public double length() {
        return LENGTH;
    }

    @Override
    public List<Span> fights() {
        return List.of();
    }

    @Override
    public List<Actor> cast(long round) {
        Random random = Seeds.random(seed, round);
        List<Actor> cast = new ArrayList<>();
        switch (kind) {
            case BUSY -> {
                cast.add(Extras.bystander(new Spot(2.6, 8.4), LENGTH, random));
                Extras.passers(cast, 0, LENGTH - 9, 7, random);
                cast.add(new Actor(Look.random(random), 40)
                    .thenGo(new Spot(-5.5, 7.2), new Spot(5.5, 7.2), Motions.RUNNING));
            }
            case MEETING -> {
                talkers(cast, random);
                friends(cast, random);
                Extras.passers(cast, 0, LENGTH - 9, 17, random);
            }
            case CROWD -> {
                talkers(cast, random);
                cast.add(Extras.bystander(new Spot(2.4, 8.8), LENGTH, random));
                Extras.passers(cast, 0, LENGTH - 9, 1.3, random);
                cast.add(new Actor(Look.random(random), 50)
                    .thenGo(new Spot(5.5, 7.4), new Spot(-5.5, 7.4), Motions.RUNNING));
            }
            case EMPTY -> { }
        }
        return cast;
    }

    private static void talkers(List<Actor> cast, Random random) {
        double z = 8.2;
        cast.add(new Actor(Look.random(random), 0).then(LENGTH, Motions.talk(new Spot(-2.3, z), 0.15, 0)));
        cast.add(new Actor(Look.random(random), 0).then(LENGTH, Motions.talk(new Spot(-1.2, z), Math.PI - 0.15, 3)));
    }

    private static void friends(List<Actor> cast, Random random) {
        double z = 6.8;
        Spot left = new Spot(1.2, z);
        Spot right = new Spot(1.62, z);
        cast.add(new Actor(Look.random(random), 20)
            .thenGo(new Spot(left.x() - 5 * Motions.WALKING, z), left, Motions.WALKING)
            .then(4, Motions.hug(left, 0, 0))
            .then(12, Motions.talk(left, 0, 1))
            .thenGo(left, new Spot(-5.5, z), Motions.WALKING));
        cast.add(new Actor(Look.random(random), 20)
            .thenGo(new Spot(right.x() + 5 * Motions.WALKING, z), right, Motions.WALKING)
            .then(4, Motions.hug(right, Math.PI, 0))
            .then(12, Motions.talk(new Spot(right.x() + 0.6, z), Math.PI, 2))
            .thenGo(new Spot(right.x() + 0.6, z), new Spot(6, z), Motions.WALKING));
    }
}
