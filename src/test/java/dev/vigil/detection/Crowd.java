package dev.vigil.detection;

import dev.vigil.detection.Figures.Figure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleFunction;

/**
 * People before a camera whose true places are known, seen as a model sees them: boxes and keypoints jitter, scores
 * dip, some frames miss a person, some show one where there is nobody, and whoever stands behind another is seen badly
 * or not at all. The same seed gives the same sight.
 */
final class Crowd {

    private static final double JITTER = 0.02;
    private static final double KEYPOINT_JITTER = 0.03;
    private static final double MISSED = 0.05;
    private static final double DIPS = 0.15;
    private static final double FALSE_BOXES = 0.2;
    /** Share of a box that must be covered for the model to see little, and nothing, of the person. */
    private static final double HALF_HIDDEN = 0.35;
    private static final double HIDDEN = 0.6;

    /** One who is there from one second to another; of two, the one with the lower number stands before the other. */
    private record Body(DoubleFunction<Figure> figure, double from, double to) {
    }

    private final Random random;
    private final double rate;
    private final List<Body> bodies = new ArrayList<>();
    private final List<List<Long>> ids = new ArrayList<>();
    final PersonTracker tracker = new PersonTracker(12);
    private final People people = new People(12);

    Crowd(long seed, double rate) {
        this.random = new Random(seed * 31 + Math.round(rate * 10));
        this.rate = rate;
    }

    Crowd with(DoubleFunction<Figure> figure) {
        return with(figure, 0, Double.MAX_VALUE);
    }

    /** Somebody who is there from that second to that one. */
    Crowd with(DoubleFunction<Figure> figure, double from, double to) {
        bodies.add(new Body(figure, from, to));
        ids.add(new ArrayList<>());
        return this;
    }

    Crowd play(double seconds) {
        for (int frame = 0; frame < seconds * rate; frame++) {
            double at = frame / rate;
            Map<Person, Integer> truth = see(at);
            tracker.update(people, Math.round(at * 1e9));
            for (int p = 0; p < people.count(); p++) {
                Integer body = truth.get(people.get(p));
                if (body != null) {
                    followed(people.get(p), Math.round(at * 1e9)).ifPresent(id -> ids.get(body).add(id));
                }
            }
        }
        return this;
    }

    /** How often anybody who was seen had another id than when last seen. */
    int switches() {
        int sum = 0;
        for (List<Long> own : ids) {
            for (int i = 1; i < own.size(); i++) {
                sum += own.get(i).equals(own.get(i - 1)) ? 0 : 1;
            }
        }
        return sum;
    }

    /** How many people have another id in the end than they had at first. */
    int changed() {
        int sum = 0;
        for (List<Long> own : ids) {
            sum += own.isEmpty() || own.get(0).equals(own.get(own.size() - 1)) ? 0 : 1;
        }
        return sum;
    }

    /** Whether no two people ever had the same id. */
    boolean idsAreApart() {
        HashSet<Long> seen = new HashSet<>();
        for (List<Long> each : ids) {
            HashSet<Long> own = new HashSet<>(each);
            for (long id : own) {
                if (!seen.add(id)) {
                    return false;
                }
            }
        }
        return true;
    }

    private Optional<Long> followed(Person person, long nanos) {
        for (int t = 0; t < tracker.count(); t++) {
            Pose pose = tracker.get(t).pose(0);
            if (pose.nanos == nanos && pose.left == person.left * Figures.ASPECT && pose.top == person.top) {
                return Optional.of(tracker.get(t).id());
            }
        }
        return Optional.empty();
    }

    private Map<Person, Integer> see(double at) {
        Map<Person, Integer> truth = new IdentityHashMap<>();
        people.clear(Figures.ASPECT);
        List<Person> before = new ArrayList<>();
        for (int b = 0; b < bodies.size(); b++) {
            Body body = bodies.get(b);
            boolean missed = random.nextDouble() < MISSED;
            boolean dips = random.nextDouble() < DIPS;
            if (at < body.from || at >= body.to) {
                continue;
            }
            Person clean = new Person();
            Figures.draw(body.figure.apply(at), clean);
            double hidden = before.stream().mapToDouble(other -> covered(clean, other)).max().orElse(0);
            before.add(clean);
            boolean inPicture = clean.right - clean.left > 0.02;
            if (inPicture && !missed && hidden < HIDDEN) {
                Person seen = people.add();
                Figures.draw(body.figure.apply(at), seen);
                jitter(seen);
                seen.score = dips || hidden > HALF_HIDDEN ? between(0.13, 0.25) : between(0.35, 0.6);
                truth.put(seen, b);
            }
        }
        if (random.nextDouble() < FALSE_BOXES) {
            Person ghost = people.add();
            Figures.draw(Figures.standing(between(0.1, 1.7)).apply(at), ghost);
            ghost.score = between(0.12, 0.24);
        }
        people.sortByScore();
        people.dropDuplicates(0.5f);
        return truth;
    }

    private void jitter(Person person) {
        person.left = unit(person.left + off(JITTER));
        person.right = unit(person.right + off(JITTER));
        person.top = unit(person.top + off(JITTER));
        person.bottom = unit(person.bottom + off(JITTER));
        for (int k = 0; k < Person.KEYPOINTS; k++) {
            person.keypointX[k] += off(KEYPOINT_JITTER);
            person.keypointY[k] += off(KEYPOINT_JITTER);
            person.keypointScore[k] = between(0.1, 0.8);
        }
    }

    private float off(double lengths) {
        return (float) (random.nextGaussian() * lengths * Figures.TALL);
    }

    private float between(double low, double high) {
        return (float) (low + (high - low) * random.nextDouble());
    }

    private static float unit(float value) {
        return Math.max(0, Math.min(1, value));
    }

    /** Share of the one's box that the other covers. */
    private static double covered(Person one, Person other) {
        double across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        double down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
        return across <= 0 || down <= 0 ? 0 : across * down / ((one.right - one.left) * (one.bottom - one.top));
    }
}
