package dev.vigil.stream;

/**
 * Decides whether one camera's packets are decoded or only received. It is shut, and the camera calm, once nothing
 * moved for a while; it opens with the first packets that are larger than usual, with the first key picture that
 * differs, and when told that a look found something. Whoever is in sight keeps it open for minutes without a
 * movement, as only a picture of a person needs; an alarm keeps it open for good.
 *
 * <p>A camera that has just connected begins calm, so that hundreds that connect at once do not hold each other up: its
 * first key picture is looked at, and what follows is kept until the look and the second key picture have told whether
 * somebody is there or something moves. If so, or where packets are heavy beside the key picture, all of it is decoded.
 * Where look and key picture do not tell in time the camera is watched.
 *
 * <p>For the stream's thread, but for {@link #heed}, {@link #judged}, {@link #askForLook()} and {@link #alertness()}.
 */
final class Gate {

    private static final long SOMEBODY_STILL_NANOS = 300_000_000_000L;
    /** A camera whose key pictures come more seldom is always watched. */
    private static final long LONGEST_GROUP_NANOS = 10_000_000_000L;
    /** After large packets something must be seen to move within this. */
    private static final long CONFIRM_NANOS = 3_000_000_000L;
    /** A Tapo's longest interval of key pictures, and some jitter. */
    private static final long MEETING_NANOS = 4_500_000_000L;

    private final Gating rules;
    private final StreamCounters counters;
    private final Looks looks;
    private final PacketSizes sizes = new PacketSizes();
    private final Movement movement = new Movement();
    private final SmallPicture last = new SmallPicture();
    private boolean compared;
    private boolean plain = true;
    private long stirredNanos;
    private long keyNanos;
    private long keyInterval;
    private int peopleAtRest;
    /** Opened by packets, and nothing was seen to move since. */
    private boolean unconfirmed;
    /** Connected just now: it is not known yet whether it may be calm. */
    private boolean isNew;
    /** Two key pictures of a new camera were alike. */
    private boolean still;
    private long connectedNanos;
    private int keyBytes;
    private volatile boolean lookedAt;
    private volatile boolean shut;
    private volatile boolean alarmed;
    private volatile boolean suspicious;
    private volatile int people;

    /**
     * @param phase 0 to 1, by how much of the time between two looks the first one of a calm comes early: all cameras
     *              begin when the service does, and should not be looked at in the same moment for ever
     */
    Gate(Gating rules, StreamCounters counters, double phase) {
        this.rules = rules;
        this.counters = counters;
        looks = new Looks(rules, phase);
    }

    /** A new connection. */
    void connected(long nanos) {
        isNew = rules.enabled();
        shut = isNew;
        still = false;
        lookedAt = false;
        compared = false;
        people = 0;
        peopleAtRest = 0;
        unconfirmed = false;
        connectedNanos = nanos;
        keyNanos = nanos;
        keyBytes = 0;
        keyInterval = 0;
        stirredNanos = nanos;
        looks.connected(nanos);
    }

    /**
     * How things stand; from any thread.
     *
     * @param isAlarmed    an incident is open
     * @param isSuspicious something is about to become one
     * @param inSight      people
     */
    void heed(boolean isAlarmed, boolean isSuspicious, int inSight) {
        alarmed = isAlarmed;
        suspicious = isSuspicious;
        people = inSight;
    }

    /** Likewise, as the picture of that number tells it. */
    void judged(long number, boolean isAlarmed, boolean isSuspicious, int inSight) {
        heed(isAlarmed, isSuspicious, inSight);
        looks.judged(number, !isAlarmed && !isSuspicious && inSight == 0);
        lookedAt = true;
    }

    /** Has the next key picture looked at; from any thread. */
    void askForLook() {
        looks.ask();
    }

    Alertness alertness() {
        if (alarmed) {
            return Alertness.ALARMED;
        }
        return shut ? Alertness.CALM : Alertness.WATCHING;
    }

    boolean isShut() {
        return shut;
    }

    /** Whether the camera is calm and not one that connected just now. */
    boolean isSettled() {
        return shut && !isNew;
    }

    /** When the next key picture should come, by the interval of the last two. */
    long nextKeyNanos() {
        return keyNanos + keyInterval;
    }

    /** Whether pictures are of any use to it: of a camera that is never calm they are not. */
    boolean compares() {
        return rules.enabled();
    }

    /** A packet arrived: a key picture's, or one of a picture that builds upon another. */
    void packet(boolean key, int bytes, long nanos) {
        if (shut && (alarmed || suspicious || people > peopleAtRest)) {
            open(WakeCause.LOOK, nanos);
        }
        if (isNew && still && lookedAt) {
            isNew = false;
            fallCalm(nanos);
        }
        long longest = isNew ? connectedNanos + MEETING_NANOS : keyNanos + LONGEST_GROUP_NANOS;
        if (key) {
            keyInterval = nanos - keyNanos;
            keyNanos = nanos;
            keyBytes = bytes;
        } else if (shut && nanos - longest > 0) {
            open(WakeCause.UNSUITED, nanos);
        } else {
            weigh(bytes, nanos);
        }
    }

    private void weigh(int bytes, long nanos) {
        sizes.add(bytes);
        if (shut && (sizes.unusual(nanos) || isNew && sizes.heavyBeside(keyBytes))) {
            open(WakeCause.PACKETS, nanos);
        } else if (shut || atRest(nanos)) {
            sizes.learn(nanos);
        }
    }

    /**
     * Compares a decoded picture with the one before it that was compared.
     *
     * @param picture null where the decoder's has no plain brightness
     */
    void picture(SmallPicture picture, long nanos) {
        plain = picture != null;
        if (!plain) {
            // Such a camera is always watched.
            if (shut) {
                open(WakeCause.UNSUITED, nanos);
            }
            return;
        }
        boolean moved = compared && movement.between(last, picture, nanos);
        boolean first = !compared;
        compared = true;
        last.copy(picture);
        if (moved && shut) {
            open(WakeCause.PICTURE, nanos);
        } else if (moved || first) {
            // In a burst pictures are older than the packet that woke the camera.
            stirredNanos = nanos - stirredNanos > 0 ? nanos : stirredNanos;
            unconfirmed = false;
        }
        still = !moved && !first;
    }

    /** Whether a calm camera's key picture, which was compared, is to be shown to the model. */
    boolean lookDue(SmallPicture picture, long nanos) {
        return looks.due(picture, movement, nanos, keyInterval);
    }

    /** The picture of that number is sent on to be looked at. */
    void looked(SmallPicture picture, long number, long nanos) {
        looks.show(picture, number, nanos);
    }

    /** Whether the camera may be calm from this key picture on; then it is. */
    boolean shutIfCalm(long nanos) {
        long still = nanos - stirredNanos;
        long linger = rules.linger().toNanos();
        long needed = unconfirmed ? Math.min(linger, CONFIRM_NANOS) : linger;
        boolean nobody = people <= (unconfirmed ? peopleAtRest : 0);
        if (!rules.enabled() || !plain || keyInterval > LONGEST_GROUP_NANOS || alarmed || suspicious || still <= needed
                || !nobody && still <= SOMEBODY_STILL_NANOS) {
            return false;
        }
        if (unconfirmed) {
            sizes.wasNothing(nanos);
        }
        fallCalm(nanos);
        return true;
    }

    private void fallCalm(long nanos) {
        peopleAtRest = people;
        looks.fallCalm(nanos);
        shut = true;
    }

    void open(WakeCause cause, long nanos) {
        if (isNew) {
            // What its packets weighed so far may have been somebody's movement.
            sizes.forget();
            isNew = false;
        }
        shut = false;
        stirredNanos = nanos;
        unconfirmed = cause == WakeCause.PACKETS;
        counters.woken(cause);
    }

    /** Nothing moved lately: packets are those of a still scene. */
    private boolean atRest(long nanos) {
        return compared && nanos - stirredNanos > rules.linger().toNanos() / 2;
    }
}
