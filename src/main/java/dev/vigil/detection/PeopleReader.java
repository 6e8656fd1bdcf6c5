package dev.vigil.detection;

import dev.vigil.inference.Outputs;
import dev.vigil.inference.Tensor;
import dev.vigil.stream.Frame;
import java.nio.FloatBuffer;

/**
 * Reads the people of a frame from what an engine gave: from the model's heads, or, where the engine decoded those on
 * its own device, from its output {@value #OUTPUT}, which is some kilobytes instead of megabytes.
 *
 * <p>{@value #OUTPUT} is [N, 1, rows, {@value #NUMBERS}]: a row for each person, in any order, of score, left, top, right,
 * bottom, then x, y and score of each keypoint. Places are in pixels of the model's input; a score below the least of
 * the heads' decoder is nobody.
 *
 * <p>Allocates nothing per frame. Not for use by two threads at once; detectors of one thread may share it.
 */
public final class PeopleReader {

    /** Name of the output that holds people already decoded. */
    public static final String OUTPUT = "people";
    /** Numbers of one person there. */
    public static final int NUMBERS = 5 + 3 * Person.KEYPOINTS;

    private final PoseDecoder heads = new PoseDecoder();
    private final float[] row = new float[NUMBERS];

    /** Room for the most people that are reported. */
    public People newPeople() {
        return heads.newPeople();
    }

    /**
     * Fills {@code people} with the people of frame {@code index} of the batch, most certain first.
     *
     * @throws IllegalArgumentException when the engine gives neither people nor heads, or people of another form
     */
    public void read(Outputs outputs, int index, Frame frame, People people) {
        if (outputs.has(OUTPUT)) {
            take(outputs.tensor(OUTPUT), index, frame, people);
        } else {
            heads.decode(outputs, index, frame.pictureWidth, frame.pictureHeight, people);
        }
    }

    private void take(Tensor tensor, int index, Frame frame, People people) {
        if (tensor.channels() != 1 || tensor.width() != NUMBERS) {
            throw new IllegalArgumentException("people must be [N, 1, rows, " + NUMBERS + "], not [N, "
                    + tensor.channels() + ", " + tensor.height() + ", " + tensor.width() + "]");
        }
        people.clear((float) frame.pictureWidth / frame.pictureHeight);
        FloatBuffer data = tensor.data();
        int rows = Math.min(tensor.height(), people.capacity());
        for (int i = 0; i < rows; i++) {
            data.get(index * tensor.frameFloats() + i * NUMBERS, row);
            if (row[0] >= PoseDecoder.DEFAULT_MIN_SCORE) {
                fill(people.add(), 1f / frame.pictureWidth, 1f / frame.pictureHeight);
            }
        }
        people.sortByScore();
        people.dropDuplicates(PoseDecoder.DUPLICATE_OVERLAP);
    }

    private void fill(Person person, float toX, float toY) {
        person.score = row[0];
        person.left = Math.min(row[1] * toX, 1);
        person.top = Math.min(row[2] * toY, 1);
        person.right = Math.min(row[3] * toX, 1);
        person.bottom = Math.min(row[4] * toY, 1);
        for (int k = 0; k < Person.KEYPOINTS; k++) {
            person.keypointX[k] = row[5 + 3 * k] * toX;
            person.keypointY[k] = row[6 + 3 * k] * toY;
            person.keypointScore[k] = row[7 + 3 * k];
        }
    }
}
