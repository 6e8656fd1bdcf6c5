package dev.vigil.stream;

/**
 * When a calm camera is looked at, and when that takes the model. It would say of a picture what it said of the last
 * one where no cell differs, so that a look at such a picture, where the model saw nobody, is spared it; not more than
 * a few in a row, since cells are coarse. The picture is compared with what the model was shown and not with the one
 * before: what comes slowly adds up until it differs.
 *
 * <p>For the stream's thread, but for {@link #judged} and {@link #ask}.
 */
final class Looks {

    /** Key pictures come when the camera likes: a look may be so much early not to be late. */
    private static final long EARLY_NANOS = 100_000_000L;
    private static final long NONE = -1;

    private final Gating rules;
    private final double phase;
    private final SmallPicture shown = new SmallPicture();
    private long shownNumber = NONE;
    private int spared;
    private long lastNanos;
    private volatile long nobodyIn = NONE;
    private volatile boolean asked;

    /** @param phase 0 to 1, by how much of the time between two looks the first one of a calm comes early */
    Looks(Gating rules, double phase) {
        this.rules = rules;
        this.phase = phase;
    }

    /** A new connection: the first look is due at once. */
    void connected(long nanos) {
        lastNanos = nanos - rules.look().toNanos() - 2 * EARLY_NANOS;
        shownNumber = NONE;
        nobodyIn = NONE;
    }

    /** The camera is calm from now on. */
    void fallCalm(long nanos) {
        lastNanos = nanos - (long) (phase * rules.look().toNanos());
    }

    /** Somebody wants to see the next key picture; from any thread. */
    void ask() {
        asked = true;
    }

    /**
     * What the model saw in a picture; from any thread.
     *
     * @param nobody nobody was in sight, nor anything suspicious
     */
    void judged(long number, boolean nobody) {
        nobodyIn = nobody ? number : NONE;
    }

    /**
     * Whether a calm camera's key picture is to be shown to the model now.
     *
     * @param keyInterval the next key picture should come after this
     */
    boolean due(SmallPicture picture, Movement movement, long nanos, long keyInterval) {
        if (asked) {
            return true;
        }
        if (nanos - lastNanos + keyInterval <= rules.look().toNanos() + EARLY_NANOS) {
            return false;
        }
        if (spared < rules.sparedLooks() && shownNumber != NONE && shownNumber == nobodyIn
                && movement.alike(shown, picture, nanos)) {
            spared++;
            lastNanos = nanos;
            return false;
        }
        return true;
    }

    /** The picture of that number is shown to the model. */
    void show(SmallPicture picture, long number, long nanos) {
        lastNanos = nanos;
        shown.copy(picture);
        shownNumber = number;
        spared = 0;
        asked = false;
    }
}
