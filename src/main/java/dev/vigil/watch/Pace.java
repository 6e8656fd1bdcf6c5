package dev.vigil.watch;

import java.util.Locale;

/**
 * How often one camera is looked at, over the last ten seconds: pictures a second, or clips, that its stream gave for
 * inference, and those of them that the model saw. Looked at every second; any thread may read it.
 */
public final class Pace {

    /** Pictures a second below which the fight head was not measured: its window says less and less. */
    public static final double NEEDED = 2.5;

    /** How a camera fares. */
    public enum State {
        /** The model sees what it is given. */
        WELL,
        /** It sees markedly less than it is given, but enough to recognise a fight. */
        BEHIND,
        /** It sees too little to recognise a crime, since there is more to do than the engine can. */
        TOO_SLOW,
        /** It is given too little to recognise a fight, though the camera sends enough. */
        SPARSE
    }

    private static final int SECONDS = 10;
    /** Less than this says nothing about a rate. */
    private static final int LEAST_SECONDS = 5;
    /** A picture or two of a window lie on either side of its edges. */
    private static final double EDGE = 0.2;
    private static final double KEEPS_UP = 0.8;
    /** A model that does not tell how much it needs should see so much of what it is given. */
    private static final double LEAST_SHARE = 0.5;

    /** Counts at the last looks, round and round. */
    private final long[] nanos = new long[SECONDS + 1];
    private final long[] decoded = new long[SECONDS + 1];
    private final long[] given = new long[SECONDS + 1];
    private final long[] seen = new long[SECONDS + 1];
    private int looks;
    private boolean wasCalm;
    private volatile double givenRate;
    private volatile double seenRate;
    private volatile boolean rateKnown;
    private volatile State state = State.WELL;

    /**
     * To be called about once a second while the camera is connected.
     *
     * @param decodedCount pictures decoded, in all
     * @param givenCount   pictures or clips handed over for inference, in all
     * @param seenCount    those that the model saw, in all
     * @param needed       how many a second recognising takes: {@link #NEEDED} where the fight head judges, 0 where
     *                     nobody knows
     * @param calm         whether it is looked at seldom because nothing moves: that is no fault
     */
    void look(long nowNanos, long decodedCount, long givenCount, long seenCount, double needed, boolean calm) {
        if (calm != wasCalm) {
            // A window over both would seem to hold too few pictures.
            wasCalm = calm;
            looks = 0;
            state = State.WELL;
        }
        int at = looks % nanos.length;
        nanos[at] = nowNanos;
        decoded[at] = decodedCount;
        given[at] = givenCount;
        seen[at] = seenCount;
        looks++;
        int first = looks <= nanos.length ? 0 : looks % nanos.length;
        double seconds = (nowNanos - nanos[first]) / 1e9;
        if (seconds < LEAST_SECONDS) {
            return;
        }
        givenRate = (givenCount - given[first]) / seconds;
        seenRate = (seenCount - seen[first]) / seconds;
        rateKnown = needed > 0;
        state = calm ? State.WELL : judge((decodedCount - decoded[first]) / seconds, needed);
    }

    private State judge(double decodedRate, double needed) {
        double enough = rateKnown ? needed - EDGE : LEAST_SHARE * givenRate - EDGE;
        if (seenRate < enough && givenRate >= enough) {
            return State.TOO_SLOW;
        }
        if (rateKnown && givenRate < enough && decodedRate >= needed + EDGE) {
            return State.SPARSE;
        }
        return seenRate < givenRate * KEEPS_UP - EDGE ? State.BEHIND : State.WELL;
    }

    /** The camera is not connected: it is told as blind, and what was before does not count. */
    void forget() {
        looks = 0;
        givenRate = 0;
        seenRate = 0;
        state = State.WELL;
    }

    /** Pictures a second that the model was to see. */
    public double given() {
        return givenRate;
    }

    /** Pictures a second that it saw. */
    public double seen() {
        return seenRate;
    }

    /** Whether it is known how often the model must look. */
    boolean isRateKnown() {
        return rateKnown;
    }

    public State state() {
        return state;
    }

    /** Whether a crime may be missed since the camera is looked at too seldom. */
    public boolean tooSlow() {
        return state == State.TOO_SLOW || state == State.SPARSE;
    }

    /** Such as "1.0 of 5.0": pictures a second seen of those given. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f of %.1f", seenRate, givenRate);
    }
}
