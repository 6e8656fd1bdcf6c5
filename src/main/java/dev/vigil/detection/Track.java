package dev.vigil.detection;

/**
 * One person followed over frames: the newest poses with their times. Reused when the person is gone: keep the id, not
 * the track.
 */
public final class Track {

    /** Poses kept: enough to look a second back at 30 frames a second. */
    private static final int KEPT = 32;

    /** From here the model is sure to see a person, not a chair. */
    static final float SURE_SCORE = 0.25f;

    /** Filled as they come: most tracks of most cameras are never begun. */
    private final Pose[] poses = new Pose[KEPT];
    private int newest;
    private int count;
    private long id;
    private float bestScore;
    /** Where the person is heading. */
    final Course course = new Course();

    void begin(long newId, Person person, float aspect, long nanos) {
        id = newId;
        count = 0;
        bestScore = 0;
        take(person, aspect, nanos);
        course.begin(pose(0));
    }

    void extend(Person person, float aspect, long nanos) {
        take(person, aspect, nanos);
        course.correct(pose(0));
    }

    private void take(Person person, float aspect, long nanos) {
        newest = (newest + 1) % KEPT;
        count = Math.min(count + 1, KEPT);
        if (poses[newest] == null) {
            poses[newest] = new Pose();
        }
        poses[newest].set(person, aspect, nanos);
        bestScore = Math.max(bestScore, person.score);
    }

    /** Numbers tracks in the order they began, from 1. */
    public long id() {
        return id;
    }

    /** Whether the model was ever sure that this is a person. */
    public boolean sure() {
        return bestScore >= SURE_SCORE;
    }

    /** Poses kept, at least 1. */
    public int count() {
        return count;
    }

    /** The pose so many poses before the newest, 0 for the newest, at most {@link #count()} - 1. */
    public Pose pose(int back) {
        return poses[(newest - back + KEPT) % KEPT];
    }

    /** Time of the newest pose, the frame's arrival. */
    public long lastSeenNanos() {
        return poses[newest].nanos;
    }
}
