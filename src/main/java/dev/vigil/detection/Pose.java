package dev.vigil.detection;

/** A person at one time, measured in picture heights in both directions, so that distances mean the same everywhere. */
final class Pose {

    /** Keypoints below this score are where the model merely guesses. */
    static final float SURE = 0.2f;

    long nanos;
    float score;
    float left;
    float top;
    float right;
    float bottom;
    final float[] x = new float[Person.KEYPOINTS];
    final float[] y = new float[Person.KEYPOINTS];
    final float[] keypointScore = new float[Person.KEYPOINTS];

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

    boolean sure(int keypoint) {
        return keypointScore[keypoint] > SURE;
    }

    float width() {
        return right - left;
    }

    float height() {
        return bottom - top;
    }

    float centreX() {
        return (left + right) / 2;
    }

    float centreY() {
        return (top + bottom) / 2;
    }

    /** The body's length, also of one that bends or lies: the longer side of its box. */
    float size() {
        return Math.max(Math.max(width(), height()), 0.01f);
    }

    float overlap(Pose other) {
        float across = Math.min(right, other.right) - Math.max(left, other.left);
        float down = Math.min(bottom, other.bottom) - Math.max(top, other.top);
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
