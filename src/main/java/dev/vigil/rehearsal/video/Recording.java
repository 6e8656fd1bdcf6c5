package dev.vigil.rehearsal.video;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Pictures encoded beforehand and shown over and over, so that a feed can run at hundreds of pictures a second at
 * hardly any cost. A feed that falls behind shows them later, since none can be left out; somebody new waits for the
 * next key picture, for two seconds at most.
 */
public final class Recording {

    private static final Instant NEVER = Instant.EPOCH;

    private final List<AccessUnit> units;
    private final double rate;
    private final byte[] parameterSets;

    private Recording(List<AccessUnit> units, double rate, byte[] parameterSets) {
        this.units = units;
        this.rate = rate;
        this.parameterSets = parameterSets;
    }

    /** Records the first seconds of the source, which is closed then. */
    public static Recording of(PictureSource source, double seconds) {
        try (LiveReel reel = new LiveReel(source)) {
            List<AccessUnit> units = new ArrayList<>();
            for (long number = 0; number < seconds * reel.rate(); number++) {
                AccessUnit unit = reel.next(number, number == 0, NEVER);
                if (unit != null) {
                    units.add(unit);
                }
            }
            return new Recording(List.copyOf(units), reel.rate(), reel.parameterSets());
        }
    }

    /** The same, beginning at the first key picture after that share of it, from 0 to 1. */
    public Recording from(double share) {
        int first = (int) (share * units.size()) % units.size();
        while (!units.get(first).key()) {
            first = (first + 1) % units.size();
        }
        List<AccessUnit> turned = new ArrayList<>(units);
        Collections.rotate(turned, -first);
        return new Recording(List.copyOf(turned), rate, parameterSets);
    }

    /** Pictures in it. */
    public int pictures() {
        return units.size();
    }

    Reel reel() {
        return new Playing();
    }

    private final class Playing implements Reel {

        private int next;

        @Override
        public double rate() {
            return rate;
        }

        @Override
        public byte[] parameterSets() {
            return parameterSets.clone();
        }

        @Override
        public AccessUnit next(long number, boolean key, Instant captured) {
            AccessUnit unit = units.get(next);
            next = (next + 1) % units.size();
            return new AccessUnit(unit.annexB(), unit.key(), captured);
        }

        @Override
        public void close() {
            // Nothing native is held.
        }
    }
}
