package dev.vigil.rehearsal.scene;

import dev.vigil.rehearsal.scene.Motions.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A calm entrance; then two people come up to each other, exchange words and fight; one runs off, the other one stays
 * a moment and leaves; calm again.
 */
final class FightScript implements Script {

    static final double FIGHT_SECONDS = 15;

    private static final double LENGTH = 120;
    private static final double APPROACH_SECONDS = 3;
    private static final double WORDS_SECONDS = 2;
    private static final double APART = 0.95;

    private final double approach;
    private final long seed;

    /** @param approach second of each round at which the two appear, 5 s before the first blow */
    FightScript(double approach, long seed) {
        this.approach = approach;
        this.seed = seed;
    }

    @Override
    public double length() {
        return LENGTH;
    }

    private double firstBlow() {
        return approach + APPROACH_SECONDS + WORDS_SECONDS;
    }

    @Override
    public List<Span> fights() {
        return List.of(new Span(firstBlow(), firstBlow() + FIGHT_SECONDS));
    }

    @Override
    public List<Actor> cast(long round) {
        Random random = Seeds.random(seed, round);
        List<Actor> cast = new ArrayList<>();
        cast.add(Extras.bystander(new Spot(-2.9, 8.6), LENGTH, random));
        Extras.passers(cast, 1, approach - 9, 11, random);
        double middle = 0.5 * random.nextDouble();
        cast.addAll(quarrel(new Spot(middle, 6.8 + 0.4 * random.nextDouble()), random));
        Extras.passers(cast, firstBlow() + FIGHT_SECONDS + 14, LENGTH - 9, 11, random);
        return cast;
    }

    private List<Actor> quarrel(Spot middle, Random random) {
        Brawl brawl = new Brawl(middle, FIGHT_SECONDS, random.nextLong());
        double way = APPROACH_SECONDS * Motions.WALKING;
        Spot left = new Spot(middle.x() - APART / 2, middle.z());
        Spot right = new Spot(middle.x() + APART / 2, middle.z());
        Spot fromLeft = new Spot(left.x() - way, left.z());
        Spot fromRight = new Spot(right.x() + way, right.z());
        Spot leftAfter = after(brawl.fighter(true));
        Spot rightAfter = after(brawl.fighter(false));
        Actor first = new Actor(Look.random(random), approach)
            .thenGo(fromLeft, left, Motions.WALKING)
            .then(WORDS_SECONDS, Motions.talk(left, 0, 1))
            .then(FIGHT_SECONDS, brawl.fighter(true))
            .then(3, Motions.stand(leftAfter, 0, 2))
            .thenGo(leftAfter, new Spot(-5.5, left.z() + 1), Motions.WALKING);
        Actor second = new Actor(Look.random(random), approach)
            .thenGo(fromRight, right, Motions.WALKING)
            .then(WORDS_SECONDS, Motions.talk(right, Math.PI, 4))
            .then(FIGHT_SECONDS, brawl.fighter(false))
            .thenGo(rightAfter, new Spot(6, right.z()), Motions.RUNNING);
        return List.of(first, second);
    }

    private static Spot after(Motion fighter) {
        Stance last = fighter.at(FIGHT_SECONDS);
        return new Spot(last.x(), last.z());
    }
}
