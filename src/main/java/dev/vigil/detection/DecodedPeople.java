package dev.vigil.detection;

import dev.vigil.inference.Tensor;
import java.nio.FloatBuffer;

/**
 * Reads people that the model's own graph has decoded: the output {@code people}, [N, 56, 1, K], whose fields are the
 * score, left, top, right and bottom, then x, y and score of the 17 keypoints, places in cells.
 */
final class DecodedPeople {

    static final String OUTPUT = "people";
    private static final int FIELDS = 5 + 3 * Person.KEYPOINTS;
    private static final int X = 5;
    private static final int Y = X + Person.KEYPOINTS;
    private static final int SCORE = Y + Person.KEYPOINTS;

    private final FloatBuffer data;
    private final int count;

    /** @throws IllegalArgumentException when the output is not what it should be, or holds more than {@code most} */
    DecodedPeople(Tensor tensor, int most) {
        if (tensor.channels() != FIELDS || tensor.height() != 1 || tensor.width() > most) {
            throw new IllegalArgumentException("the output people must be [N, " + FIELDS + ", 1, at most " + most
                    + "], not [N, " + tensor.channels() + ", " + tensor.height() + ", " + tensor.width() + "]");
        }
        data = tensor.data();
        count = tensor.width();
    }

    /** Adds those of frame {@code index} that are certain enough; {@code toX} and {@code toY} turn cells to fractions. */
    void read(int index, float minScore, float toX, float toY, People people) {
        int first = index * FIELDS * count;
        for (int p = first; p < first + count; p++) {
            if (data.get(p) >= minScore) {
                fill(p, toX, toY, people.add());
            }
        }
    }

    private void fill(int p, float toX, float toY, Person person) {
        person.score = data.get(p);
        person.left = Math.min(data.get(p + count) * toX, 1);
        person.top = Math.min(data.get(p + 2 * count) * toY, 1);
        person.right = Math.min(data.get(p + 3 * count) * toX, 1);
        person.bottom = Math.min(data.get(p + 4 * count) * toY, 1);
        for (int k = 0; k < Person.KEYPOINTS; k++) {
            person.keypointX[k] = data.get(p + (X + k) * count) * toX;
            person.keypointY[k] = data.get(p + (Y + k) * count) * toY;
            person.keypointScore[k] = data.get(p + (SCORE + k) * count);
        }
    }
}
