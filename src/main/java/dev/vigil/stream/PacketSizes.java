package dev.vigil.stream;

/**
 * What this camera's P pictures weigh while nothing moves, and whether that of the moment is more. The least of the
 * last three counts, since what moves goes on for longer than that, while a clock in the picture, or the correction
 * after a key picture, makes one or two of them large. Key pictures are not counted, so that their interval does not
 * matter. The habit is the largest weight seen at rest, forgotten within minutes, so that dusk and rain are followed.
 */
final class PacketSizes {

    private static final int LEAST_OF = 3;
    /** Times the habit, and bytes above it: the floor for pictures in which nothing is coded at all. */
    private static final double FACTOR = 1.5;
    private static final double ABOVE_BYTES = 300;
    /**
     * Of a key picture's weight: a still street's have a hundredth, those of 37 clips in which people moved a fifth or
     * more.
     */
    private static final double STILL_SHARE = 1.0 / 12;
    /** Packets that must have been learnt from before any is unusual: 2 s at 15 a second. */
    private static final int LEAST_LEARNT = 30;

    private final int[] last = new int[LEAST_OF];
    private long count;
    private long learnt;
    private int doubted;
    private Habit habit = new Habit();

    /** Takes the next P picture. */
    void add(int bytes) {
        last[(int) (count % LEAST_OF)] = bytes;
        count++;
    }

    /** Whether the last ones are larger than they use to be. */
    boolean unusual(long nanos) {
        if (learnt < LEAST_LEARNT || least() <= FACTOR * habit.at(nanos) + ABOVE_BYTES) {
            return false;
        }
        doubted = least();
        return true;
    }

    /** What was unusual last meant nothing: nothing was seen to move. */
    void wasNothing(long nanos) {
        habit.learn(doubted, nanos);
    }

    /** Whether the last ones weigh more than a still scene's do, by the weight of their key picture; 0 for none. */
    boolean heavyBeside(int keyBytes) {
        return keyBytes > 0 && least() > STILL_SHARE * keyBytes + ABOVE_BYTES;
    }

    /** The last ones are of a scene at rest. */
    void learn(long nanos) {
        if (count >= LEAST_OF) {
            habit.learn(least(), nanos);
            learnt++;
        }
    }

    /** What was learnt was of a scene that moved. */
    void forget() {
        habit = new Habit();
        learnt = 0;
    }

    private int least() {
        return count < LEAST_OF ? 0 : Math.min(last[0], Math.min(last[1], last[2]));
    }
}
