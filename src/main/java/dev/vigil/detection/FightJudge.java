package dev.vigil.detection;

import static dev.vigil.detection.Activations.CELLS;
import static dev.vigil.detection.Activations.CELL_PIXELS;
import static dev.vigil.detection.Activations.CHANNELS;
import static dev.vigil.detection.Activations.COLUMNS;

import dev.vigil.stream.Frame;
import java.util.Arrays;
import java.util.Locale;

/**
 * Recognises fights by how the pose model's backbone changes near people over two seconds, with a trained
 * {@link FightHead}. All its confidences are about {@link CrimeType#FIGHTING}; until the window is long enough, they
 * are 0. Frames that come faster than the window samples repeat the last confidence.
 *
 * <p>A mean over a window rises when half of it shows the fight, and the median of three waits for one sample more: by
 * that much, the lag of its assessments, a fight began before it was believed.
 */
public final class FightJudge implements Judge {

    /** Below this confidence the scene is calm and not worth a sentence. */
    private static final double WORTH_TELLING = 20;
    /**
     * A shorter window, as after a connection, makes calm look wild: the strongest of means over few differences is
     * larger than over many. Of normal clips 32 % scored above 50 in windows of 0.8 s, 18 % in those of 1.4 s.
     */
    private static final double LEAST_SECONDS = 1.3;
    private static final String CALM = "calm";
    private static final String TOO_EARLY = "too few samples yet";
    private static final String[] PEOPLE = {"nobody", "one person", "two people", "three people"};

    private final FightHead head;
    private final Activations.Reader reader;
    /** Made with the first frame: only then is it known whether the engine reckons it, and ours is large. */
    private Motion window;
    private final float[] motion = new float[CHANNELS];
    private final int[] cells = new int[CHANNELS];
    private final float[] features = new float[FightFeatures.COUNT];
    private final float[] byCell = new float[CELLS];
    private final double[] recent = new double[3];
    private int judged;
    private long toldFacts;
    private String told;
    private double confidence;
    private String why = TOO_EARLY;
    private Box box;
    private long lagNanos;

    /** @param reader may be shared by the judges of one thread */
    public FightJudge(Activations.Reader reader, FightHead head) {
        this.head = head;
        this.reader = reader;
    }

    @Override
    public Assessment judge(Scene scene) {
        Frame frame = scene.frame();
        choose(scene.outputs().has(GivenMotion.OUTPUT));
        if (window.take(frame, scene.outputs(), scene.index())) {
            weigh(scene.tracks(), frame.pictureWidth, frame.pictureHeight);
        }
        return scene.assessment(confidence, CrimeType.FIGHTING, why, box, lagNanos);
    }

    /** An engine that fails may be followed by one of another kind. */
    private void choose(boolean given) {
        if (window == null || given != window instanceof GivenMotion) {
            reset();
            window = given ? new GivenMotion() : new FightWindow(reader);
        }
    }

    @Override
    public void reset() {
        if (window != null) {
            window.reset();
        }
        judged = 0;
        confidence = 0;
        why = TOO_EARLY;
        box = null;
        lagNanos = 0;
    }

    private void weigh(PersonTracker tracks, int pictureWidth, int pictureHeight) {
        box = null;
        confidence = 0;
        if (!window.ready() || window.seconds() < LEAST_SECONDS) {
            why = TOO_EARLY;
            judged = 0;
            return;
        }
        window.strongest(motion, cells);
        FightFeatures.of(motion, features);
        recent[judged++ % recent.length] = head.confidence(features);
        confidence = sustained();
        lagNanos = window.meanAgeNanos() + window.lastStepNanos();
        if (confidence < WORTH_TELLING) {
            why = CALM;
            return;
        }
        tell(window.samples(), Math.round(window.seconds() * 10), tracks.sure());
        box = around(decidingCell(), pictureWidth, pictureHeight);
    }

    /**
     * The median of the last three confidences, or the least while there are fewer: one odd sample neither begins nor
     * ends an alarm. Real fights last; a handshake or a hug that looks like one for a moment does not.
     */
    private double sustained() {
        double least = Math.min(recent[0], Math.min(recent[1], recent[2]));
        double most = Math.max(recent[0], Math.max(recent[1], recent[2]));
        return switch (judged) {
            case 1 -> recent[0];
            case 2 -> Math.min(recent[0], recent[1]);
            default -> recent[0] + recent[1] + recent[2] - least - most;
        };
    }

    /** Makes a sentence only where it differs from the last one. */
    private void tell(int samples, long tenths, int people) {
        long facts = (samples * 1000L + tenths) * 1000 + people;
        if (facts != toldFacts) {
            toldFacts = facts;
            told = String.format(Locale.ROOT, "violent motion, %d samples in %.1f s, %s", samples, tenths / 10.0,
                    people < PEOPLE.length ? PEOPLE[people] : people + " people");
        }
        why = told;
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
