package dev.vigil.detection;

/**
 * A person at one time, measured in picture heights in both directions, so that distances mean the same everywhere.
 * Keypoints are in the order of {@link Person}. Reused: copy what must last.
 */
public final class Pose {

    /** Keypoints below this score are where the model merely guesses. */
    static final float SURE = 0.2f;

    public long nanos;
    public float score;
    public float left;
    public float top;
    public float right;
    public float bottom;
    public final float[] x = new float[Person.KEYPOINTS];
    public final float[] y = new float[Person.KEYPOINTS];
    public final float[] keypointScore = new float[Person.KEYPOINTS];

    void set(Person person, float aspect, long atNanos) {
        nanos = atNanos;
        score = person.score;
        left = person.left * aspect;
        right = person.right * aspect;
        top = person.top;
        bottom = person.bottom;
        for (int k = 0; k < Person.KEYPOINTS; k++) {
            x[k] = person.keypointX[k] * aspect;
            y[k] = person.keypointY[k];
            keypointScore[k] = person.keypointScore[k];
        }
    }

    /** Whether the model sees that keypoint rather than guesses it. */
    public boolean sure(int keypoint) {
        return keypointScore[keypoint] > SURE;
    }

    public float width() {
        return right - left;
    }

    public float height() {
        return bottom - top;
    }

    public float centreX() {
        return (left + right) / 2;
    }

    public float centreY() {
        return (top + bottom) / 2;
    }

    /** The body's length, also of one that bends or lies: the longer side of its box. */
    public float size() {
        return Math.max(Math.max(width(), height()), 0.01f);
    }

    float overlap(Pose other) {
        return overlap(other, 0, 0);
    }

    /** Intersection over union of the other's box and this one's, moved by so much. */
    float overlap(Pose other, float byX, float byY) {
        float across = Math.min(right + byX, other.right) - Math.max(left + byX, other.left);
        float down = Math.min(bottom + byY, other.bottom) - Math.max(top + byY, other.top);
        if (across <= 0 || down <= 0) {
            return 0;
        }
        float shared = across * down;
        return shared / (width() * height() + other.width() * other.height() - shared);
    }

    float centreDistance(Pose other) {
        return (float) Math.hypot(centreX() - other.centreX(), centreY() - other.centreY());
    }
}
