package dev.vigil.detection;

/**
 * One person that the model saw in one frame. All places are fractions of the picture's width (x) or height (y). The
 * box lies within 0 to 1; a keypoint may lie outside the picture. Reused from frame to frame: copy what must last.
 *
 * <p>Keypoint order: nose, left and right eye, ear, shoulder, elbow, wrist, hip, knee, ankle.
 */
public final class Person {

    /** Keypoints of a body. */
    public static final int KEYPOINTS = 17;

    /** How sure the model is of this person, 0 to 1; a clean standing figure gives 0.45 to 0.6. */
    public float score;
    public float left;
    public float top;
    public float right;
    public float bottom;
    public final float[] keypointX = new float[KEYPOINTS];
    public final float[] keypointY = new float[KEYPOINTS];
    /** How sure the model is of each keypoint, 0 to 1. */
    public final float[] keypointScore = new float[KEYPOINTS];

    float width() {
        return right - left;
    }

    float height() {
        return bottom - top;
    }

    /** Intersection over union of the two boxes, 0 when both are empty. */
    float overlap(Person other) {
        float across = Math.min(right, other.right) - Math.max(left, other.left);
        float down = Math.min(bottom, other.bottom) - Math.max(top, other.top);
        if (across <= 0 || down <= 0) {
            return 0;
        }
        float shared = across * down;
        return shared / (width() * height() + other.width() * other.height() - shared);
    }
}
