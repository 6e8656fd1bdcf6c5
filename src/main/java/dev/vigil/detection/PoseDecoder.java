package dev.vigil.detection;

import dev.vigil.inference.Outputs;
import dev.vigil.inference.Tensor;
import java.nio.FloatBuffer;

/**
 * Finds people in the heads of movenet-multipose, with the formulas of the original graph in float32: the largest
 * centre peaks are people; each has a box and a guess of its keypoints, and a keypoint lies where its heatmap, weighted
 * by a bell curve round the guess, is greatest within the box.
 *
 * <p>Heads, each [N, channels, h, w] at a quarter of the input's size: center(1), center_max(1), box_scale(2),
 * box_offset(2), kpt_heatmap(17), kpt_regress(34), kpt_offset(34). A "cell" is one place of these.
 *
 * <p>Allocates nothing per frame. Not for use by two threads at once; detectors of one thread may share it.
 */
public final class PoseDecoder {

    /** Peaks looked at: twice as many as the original graph's 6. */
    public static final int DEFAULT_CANDIDATES = 12;
    /** Below this a person is noise; from here to 0.25 it may support one who is already followed. */
    public static final float DEFAULT_MIN_SCORE = 0.12f;

    /** Two boxes that overlap by more than this are one body seen twice. */
    static final float DUPLICATE_OVERLAP = 0.5f;
    /** A cell is a peak when its centre value differs from the maximum of its 5x5 surroundings by less than this. */
    private static final float PEAK_TOLERANCE = 1.0132789611816406e-6f;
    /** Spread of the bell curve over the smaller side of the heads; halves in the graph's float16 constants. */
    private static final float SPREAD = 0.300048828125f;
    /** Keypoints above this score count towards the person's score. */
    private static final float KEYPOINT_MIN_SCORE = 0.126953125f;
    /** Input pixels of one cell, along each side. */
    private static final int CELL = 4;
    private static final int KEYPOINTS = Person.KEYPOINTS;

    private final int candidates;
    private final float minScore;
    private final Candidate[] found;
    private Outputs bound;
    private Tensor centerMax;
    private FloatBuffer boxScale;
    private FloatBuffer boxOffset;
    private Tensor heatmapHead;
    private FloatBuffer regress;
    private FloatBuffer offset;
    private Tensor centerHead;
    private int h;
    private int w;
    private float spread;
    private float[] center;
    private float[] surroundings;
    private float[] heatmap;
    private float[] bellX;

    public PoseDecoder() {
        this(DEFAULT_CANDIDATES, DEFAULT_MIN_SCORE);
    }

    /**
     * @param candidates centre peaks to look at, at least 1
     * @param minScore   people below this score are not reported, 0 to 1
     */
    public PoseDecoder(int candidates, float minScore) {
        if (candidates < 1) {
            throw new IllegalArgumentException("candidates must be at least 1, not " + candidates);
        }
        this.candidates = candidates;
        this.minScore = minScore;
        this.found = new Candidate[candidates];
        for (int p = 0; p < candidates; p++) {
            found[p] = new Candidate();
        }
    }

    /** Room for the most people that this decoder reports. */
    public People newPeople() {
        return new People(candidates);
    }

    /**
     * Fills {@code people} with the people of frame {@code index} of the batch.
     *
     * @param pictureWidth  width in input pixels of the picture, which lies at the top-left of the input
     * @param pictureHeight its height
     */
    public void decode(Outputs outputs, int index, int pictureWidth, int pictureHeight, People people) {
        bind(outputs);
        people.clear((float) pictureWidth / pictureHeight);
        int count = findPeaks(index);
        // A person's score is at most its peak: where the best peak is too low, there is nobody.
        if (count == 0 || found[0].peak < minScore) {
            return;
        }
        for (int p = 0; p < count; p++) {
            readCandidate(found[p], index);
        }
        heatmapHead.data().get(index * heatmapHead.frameFloats(), heatmap);
        for (int p = 0; p < count && found[p].peak >= minScore; p++) {
            locateKeypoints(found[p]);
            float score = scorePerson(found[p], count);
            if (score >= minScore) {
                write(found[p], score, index, pictureWidth, pictureHeight, people.add());
            }
        }
        people.sortByScore();
        people.dropDuplicates(DUPLICATE_OVERLAP);
    }

    private void bind(Outputs outputs) {
        if (outputs == bound) {
            return;
        }
        centerHead = outputs.tensor("center");
        centerMax = outputs.tensor("center_max");
        boxScale = outputs.tensor("box_scale").data();
        boxOffset = outputs.tensor("box_offset").data();
        heatmapHead = outputs.tensor("kpt_heatmap");
        regress = outputs.tensor("kpt_regress").data();
        offset = outputs.tensor("kpt_offset").data();
        h = centerHead.height();
        w = centerHead.width();
        spread = Math.min(h, w) * SPREAD;
        center = new float[h * w];
        surroundings = new float[h * w];
        heatmap = new float[KEYPOINTS * h * w];
        bellX = new float[w];
        bound = outputs;
    }

    /** Fills {@link #found} with the largest peaks, largest first, ties by lower cell; returns their number. */
    private int findPeaks(int index) {
        centerHead.data().get(index * h * w, center);
        centerMax.data().get(index * h * w, surroundings);
        int count = 0;
        for (int cell = 0; cell < h * w; cell++) {
            boolean peak = Math.abs(center[cell] - surroundings[cell]) < PEAK_TOLERANCE;
            float value = peak ? center[cell] : 0;
            // What is no peak counts as 0, and like the graph we take even that when peaks are few.
            if (count == candidates && value <= found[count - 1].peak) {
                continue;
            }
            int place = count < candidates ? count++ : count - 1;
            Candidate candidate = found[place];
            for (; place > 0 && found[place - 1].peak < value; place--) {
                found[place] = found[place - 1];
            }
            found[place] = candidate;
            candidate.peak = value;
            candidate.y = cell / w;
            candidate.x = cell % w;
        }
        return count;
    }

    /** The box, and the guess of the keypoints, in cells. */
    private void readCandidate(Candidate c, int index) {
        int cell = c.y * w + c.x;
        int box = index * 2 * h * w + cell;
        float halfHeight = Math.max(boxScale.get(box), 0) / 2;
        float halfWidth = Math.max(boxScale.get(box + h * w), 0) / 2;
        float middleY = c.y + boxOffset.get(box);
        float middleX = c.x + boxOffset.get(box + h * w);
        c.top = clip(middleY - halfHeight, h);
        c.left = clip(middleX - halfWidth, w);
        c.bottom = clip(middleY + halfHeight, h);
        c.right = clip(middleX + halfWidth, w);
        int guess = index * 2 * KEYPOINTS * h * w + cell;
        for (int k = 0; k < KEYPOINTS; k++) {
            c.guessY[k] = c.y + regress.get(guess + 2 * k * h * w);
            c.guessX[k] = c.x + regress.get(guess + (2 * k + 1) * h * w);
        }
    }

    /** Where in the box each weighted heatmap is greatest, first in row order; cell 0 when the box is empty. */
    private void locateKeypoints(Candidate c) {
        int fromY = (int) Math.ceil(c.top);
        int fromX = (int) Math.ceil(c.left);
        for (int k = 0; k < KEYPOINTS; k++) {
            for (int x = fromX; x < c.right; x++) {
                bellX[x] = bell(x - c.guessX[k]);
            }
            float best = 0;
            int bestCell = 0;
            for (int y = fromY; y < c.bottom; y++) {
                float bellHere = bell(y - c.guessY[k]);
                int row = (k * h + y) * w;
                for (int x = fromX; x < c.right; x++) {
                    float value = heatmap[row + x] * (bellHere * bellX[x]);
                    if (value > best) {
                        best = value;
                        bestCell = y * w + x;
                    }
                }
            }
            c.keypointCell[k] = bestCell;
        }
    }

    /** The graph's keypoint scores (the greatest weighted heatmap of all candidates there) and the person's own. */
    private float scorePerson(Candidate c, int count) {
        float sum = 0;
        int sure = 0;
        for (int k = 0; k < KEYPOINTS; k++) {
            int y = c.keypointCell[k] / w;
            int x = c.keypointCell[k] % w;
            float greatest = 0;
            for (int q = 0; q < count; q++) {
                greatest = Math.max(greatest, found[q].holds(y, x) ? weight(found[q], k, y, x) : 0);
            }
            float score = greatest * heatmap[(k * h + y) * w + x];
            c.keypointScore[k] = score;
            if (score > KEYPOINT_MIN_SCORE) {
                sum += score;
                sure++;
            }
        }
        return c.peak * sum / Math.max(sure, 1);
    }

    private float weight(Candidate c, int k, int y, int x) {
        return bell(y - c.guessY[k]) * bell(x - c.guessX[k]);
    }

    /** exp of a sum is the product of the exps: one for y and one for x are enough. */
    private float bell(float distance) {
        return (float) Math.exp(-(distance * distance) / spread);
    }

    private void write(Candidate c, float score, int index, int pictureWidth, int pictureHeight, Person person) {
        float toX = (float) CELL / pictureWidth;
        float toY = (float) CELL / pictureHeight;
        person.score = score;
        person.left = Math.min(c.left * toX, 1);
        person.top = Math.min(c.top * toY, 1);
        person.right = Math.min(c.right * toX, 1);
        person.bottom = Math.min(c.bottom * toY, 1);
        for (int k = 0; k < KEYPOINTS; k++) {
            int cell = c.keypointCell[k];
            int at = (index * KEYPOINTS + k) * 2 * h * w + cell;
            person.keypointY[k] = (cell / w + offset.get(at)) * toY;
            person.keypointX[k] = (cell % w + offset.get(at + h * w)) * toX;
            person.keypointScore[k] = c.keypointScore[k];
        }
    }

    private static float clip(float value, int limit) {
        return Math.min(Math.max(value, 0), limit);
    }

    /** A centre peak and what the heads say there, in cells. */
    private static final class Candidate {
        float peak;
        int y;
        int x;
        float left;
        float top;
        float right;
        float bottom;
        final float[] guessY = new float[KEYPOINTS];
        final float[] guessX = new float[KEYPOINTS];
        final int[] keypointCell = new int[KEYPOINTS];
        final float[] keypointScore = new float[KEYPOINTS];

        boolean holds(int atY, int atX) {
            return top <= atY && atY < bottom && left <= atX && atX < right;
        }
    }
}
