package dev.vigil.watch;

import dev.vigil.detection.Assessment;
import dev.vigil.detection.People;
import dev.vigil.detection.Person;
import dev.vigil.stream.Frame;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One frame as the model saw it, copied for a person who looks.
 *
 * @param sequence   the frame's number in its stream
 * @param frameTime  its wall time
 * @param width      of the picture, in pixels
 * @param rgb        the picture alone, row by row, 3 bytes a pixel
 * @param people     whom the model saw in it
 * @param assessment what was made of it
 */
public record Snapshot(long sequence, Instant frameTime, int width, int height, byte[] rgb, List<Seen> people,
        Assessment assessment) {

    /**
     * A person in it.
     *
     * @param score     how sure the model is, 0 to 1
     * @param keypoints x, y (fractions of the picture) and score of each of {@link Person#KEYPOINTS}, one after another
     */
    public record Seen(float score, float[] keypoints) {
    }

    /** Copies the picture once; its margin is left out. */
    static Snapshot of(Frame frame, People people, Assessment assessment) {
        ByteBuffer pixels = frame.pixels();
        int rowBytes = frame.pictureWidth * 3;
        byte[] rgb = new byte[rowBytes * frame.pictureHeight];
        for (int row = 0; row < frame.pictureHeight; row++) {
            pixels.get(row * frame.size().width() * 3, rgb, row * rowBytes, rowBytes);
        }
        List<Seen> seen = new ArrayList<>(people.count());
        for (int i = 0; i < people.count(); i++) {
            seen.add(seen(people.get(i)));
        }
        return new Snapshot(frame.sequence, Instant.ofEpochMilli(frame.captureMillis), frame.pictureWidth,
                frame.pictureHeight, rgb, seen, assessment);
    }

    private static Seen seen(Person person) {
        float[] keypoints = new float[3 * Person.KEYPOINTS];
        for (int k = 0; k < Person.KEYPOINTS; k++) {
            keypoints[3 * k] = rounded(person.keypointX[k]);
            keypoints[3 * k + 1] = rounded(person.keypointY[k]);
            keypoints[3 * k + 2] = rounded(person.keypointScore[k]);
        }
        return new Seen(rounded(person.score), keypoints);
    }

    /** Finer than a pixel. */
    private static float rounded(float value) {
        return Math.round(value * 10_000) / 10_000f;
    }
}
