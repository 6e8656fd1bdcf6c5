package dev.vigil.detection;

import static dev.vigil.detection.Activations.CELLS;
import static dev.vigil.detection.Activations.CELL_PIXELS;
import static dev.vigil.detection.Activations.CHANNELS;
import static dev.vigil.detection.Activations.COLUMNS;

import dev.vigil.inference.Outputs;
import dev.vigil.stream.Frame;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/**
 * Recognises fights by how the pose model's backbone changes near people over two seconds, with a trained
 * {@link FightHead}. All its confidences are about {@link CrimeType#FIGHTING}; until five samples are in, they are 0.
 * Frames that come faster than the window samples repeat the last confidence.
 */
public final class FightDetector implements Detector {

    /** Below this confidence the scene is calm and not worth a sentence. */
    private static final double WORTH_TELLING = 20;
    private static final String CALM = "calm";
    private static final String TOO_EARLY = "too few samples yet";
    private static final String[] PEOPLE = {"nobody", "one person", "two people", "three people"};

    private final PoseDecoder decoder;
    private final FightHead head;
    private final FightWindow window;
    private final People people;
    private final PersonTracker tracker;
    private final float[] motion = new float[CHANNELS];
    private final int[] cells = new int[CHANNELS];
    private final float[] features = new float[FightFeatures.COUNT];
    private final float[] byCell = new float[CELLS];
    private double confidence;
    private String why = TOO_EARLY;
    private Box box;

    /**
     * @param decoder may be shared by the detectors of one thread
     * @param reader  may be shared likewise
     */
    public FightDetector(PoseDecoder decoder, Activations.Reader reader, FightHead head) {
        this.decoder = decoder;
        this.head = head;
        window = new FightWindow(reader);
        people = decoder.newPeople();
        tracker = new PersonTracker(people.capacity());
    }

    @Override
    public Assessment assess(Frame frame, Outputs outputs, int index) {
        if (window.due(frame.arrivalNanos)) {
            decoder.decode(outputs, index, frame.pictureWidth, frame.pictureHeight, people);
            tracker.update(people, frame.arrivalNanos);
            window.add(frame.arrivalNanos, outputs, index, frame.pictureWidth, frame.pictureHeight);
            judge(frame.pictureWidth, frame.pictureHeight);
        }
        return new Assessment(frame.arrivalNanos, Instant.ofEpochMilli(frame.captureMillis), confidence,
                CrimeType.FIGHTING, why, box);
    }

    @Override
    public void reset() {
        window.reset();
        tracker.reset();
        confidence = 0;
        why = TOO_EARLY;
        box = null;
    }

    private void judge(int pictureWidth, int pictureHeight) {
        box = null;
        confidence = 0;
        if (!window.ready()) {
            why = TOO_EARLY;
            return;
        }
        window.strongest(motion, cells);
        FightFeatures.of(motion, features);
        confidence = head.confidence(features);
        if (confidence < WORTH_TELLING) {
            why = CALM;
            return;
        }
        why = String.format(Locale.ROOT, "violent motion, %d samples in %.1f s, %s", window.samples(),
                window.seconds(), peopleInSight());
        box = around(decidingCell(), pictureWidth, pictureHeight);
    }

    private String peopleInSight() {
        int sure = 0;
        for (int i = 0; i < tracker.count(); i++) {
            sure += tracker.get(i).sure() ? 1 : 0;
        }
        return sure < PEOPLE.length ? PEOPLE[sure] : sure + " people";
    }

    /** The cell whose channels add most to the score. */
    private int decidingCell() {
        Arrays.fill(byCell, 0);
        for (int channel = 0; channel < CHANNELS; channel++) {
            byCell[cells[channel]] += head.contribution(features, channel)
                    + head.contribution(features, CHANNELS + channel);
        }
        int most = 0;
        for (int cell = 1; cell < CELLS; cell++) {
            most = byCell[cell] > byCell[most] ? cell : most;
        }
        return most;
    }

    /** The cell and the neighbours that its channels see as well, within the picture. */
    private static Box around(int cell, int width, int height) {
        int column = cell % COLUMNS;
        int row = cell / COLUMNS;
        return new Box(within((column - 1) * CELL_PIXELS, width), within((row - 1) * CELL_PIXELS, height),
                within((column + 2) * CELL_PIXELS, width), within((row + 2) * CELL_PIXELS, height));
    }

    private static float within(int pixels, int size) {
        return Math.max(0, Math.min(1, (float) pixels / size));
    }
}
