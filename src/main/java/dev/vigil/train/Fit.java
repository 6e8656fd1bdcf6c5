package dev.vigil.train;

import dev.vigil.detection.FightFeatures;
import dev.vigil.detection.FightHead;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * A linear layer over standardised features that was fitted to examples: principal components and logistic regression
 * over them, folded into one weight for each feature.
 */
record Fit(float[] mean, float[] deviation, float[] weight, double bias) {

    private static final int COUNT = FightFeatures.COUNT;
    /** Components besides, of what the drawn scenes do that clips do not. */
    static final int DRAWN_COMPONENTS = 20;
    /** What the clips' first so many components show counts as what clips do. */
    private static final int USUAL_COMPONENTS = 200;
    /** Lengthens what lies along a scene's own directions: they are held back less than the clips'. */
    private static final double DRAWN_STRETCH = 2;

    private static final double LEAST_DEVIATION = 1e-4;

    /**
     * What can be chosen.
     *
     * @param components principal components of the clips
     * @param c          inverse strength of the regularisation
     */
    record Choice(int components, double c) {
    }

    /**
     * Fits once for each choice. The clips alone say what is usual; drawn scenes get directions of their own, in which
     * clips hardly differ, so that the head learns that drawn walkers are calm and unlearns next to nothing about real
     * ones.
     *
     * @param weights      of the clips' examples, positive
     * @param drawn        at least one
     * @param drawnWeights of the drawn examples, positive
     */
    static Map<Choice, Fit> of(List<Example> clips, double[] weights, List<Example> drawn, double[] drawnWeights,
                               List<Choice> choices) {
        float[] mean = new float[COUNT];
        float[] deviation = new float[COUNT];
        measure(clips, weights, mean, deviation);
        DMatrixRMaj real = standardised(clips, mean, deviation);
        double[] centre = centre(real, weights);
        DMatrixRMaj all = Components.of(scaled(real, weights), USUAL_COMPONENTS);
        DMatrixRMaj scenes = standardised(drawn, mean, deviation);
        shift(scenes, centre);
        DMatrixRMaj unusual = Components.of(scaled(rest(scenes, all), drawnWeights), DRAWN_COMPONENTS);
        CommonOps_DDRM.scale(DRAWN_STRETCH, unusual);
        double[] labels = joined(labels(clips), labels(drawn));
        double[] bothWeights = joined(weights, drawnWeights);
        Map<Choice, Fit> fits = new LinkedHashMap<>();
        for (var alike : choices.stream().collect(Collectors.groupingBy(Choice::components)).entrySet()) {
            DMatrixRMaj components = CommonOps_DDRM.extract(all, 0, COUNT, 0, Math.min(alike.getKey(), all.numCols));
            components = CommonOps_DDRM.concatColumnsMulti(components, unusual);
            double[][] inputs = rows(CommonOps_DDRM.concatRowsMulti(projected(real, components),
                    projected(scenes, components)));
            for (Choice choice : alike.getValue()) {
                double[] w = Logistic.fit(inputs, labels, bothWeights, choice.c);
                fits.put(choice, folded(mean, deviation, components, w, centre));
            }
        }
        return fits;
    }

    private static DMatrixRMaj projected(DMatrixRMaj rows, DMatrixRMaj components) {
        return CommonOps_DDRM.mult(rows, components, null);
    }

    /** What is left of the rows when these components are taken out. */
    private static DMatrixRMaj rest(DMatrixRMaj rows, DMatrixRMaj components) {
        DMatrixRMaj shown = CommonOps_DDRM.multTransB(projected(rows, components), components, null);
        return CommonOps_DDRM.subtract(rows, shown, null);
    }

    private static double[][] rows(DMatrixRMaj matrix) {
        double[][] rows = new double[matrix.numRows][matrix.numCols];
        for (int r = 0; r < matrix.numRows; r++) {
            System.arraycopy(matrix.data, r * matrix.numCols, rows[r], 0, matrix.numCols);
        }
        return rows;
    }

    private static double[] labels(List<Example> examples) {
        return examples.stream().mapToDouble(one -> one.fight() ? 1 : 0).toArray();
    }

    private static double[] joined(double[] one, double[] other) {
        double[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static DMatrixRMaj scaled(DMatrixRMaj rows, double[] weights) {
        DMatrixRMaj scaled = rows.copy();
        for (int r = 0; r < rows.numRows; r++) {
            double factor = Math.sqrt(weights[r]);
            for (int i = 0; i < COUNT; i++) {
                scaled.data[r * COUNT + i] *= factor;
            }
        }
        return scaled;
    }

    private static Fit folded(float[] mean, float[] deviation, DMatrixRMaj components, double[] w, double[] centre) {
        float[] weight = new float[COUNT];
        double bias = w[components.numCols];
        for (int i = 0; i < COUNT; i++) {
            double sum = 0;
            for (int k = 0; k < components.numCols; k++) {
                sum += components.get(i, k) * w[k];
            }
            weight[i] = (float) sum;
            bias -= sum * centre[i];
        }
        return new Fit(mean, deviation, weight, bias);
    }

    private static void measure(List<Example> examples, double[] weights, float[] mean, float[] deviation) {
        double[] sum = new double[COUNT];
        double[] squares = new double[COUNT];
        double total = 0;
        for (int r = 0; r < weights.length; r++) {
            total += weights[r];
            float[] features = examples.get(r).features();
            for (int i = 0; i < COUNT; i++) {
                sum[i] += weights[r] * features[i];
                squares[i] += weights[r] * features[i] * features[i];
            }
        }
        for (int i = 0; i < COUNT; i++) {
            double average = sum[i] / total;
            mean[i] = (float) average;
            deviation[i] = (float) Math.max(LEAST_DEVIATION,
                    Math.sqrt(Math.max(0, squares[i] / total - average * average)));
        }
    }

    private static DMatrixRMaj standardised(List<Example> examples, float[] mean, float[] deviation) {
        DMatrixRMaj rows = new DMatrixRMaj(examples.size(), COUNT);
        for (int r = 0; r < examples.size(); r++) {
            float[] features = examples.get(r).features();
            for (int i = 0; i < COUNT; i++) {
                float standard = (features[i] - mean[i]) / deviation[i];
                rows.data[r * COUNT + i] = Math.max(-FightHead.CLIP, Math.min(FightHead.CLIP, standard));
            }
        }
        return rows;
    }

    /** Takes the weighted mean off every column, and returns it. */
    private static double[] centre(DMatrixRMaj rows, double[] weights) {
        double[] centre = new double[COUNT];
        double total = 0;
        for (int r = 0; r < rows.numRows; r++) {
            total += weights[r];
            for (int i = 0; i < COUNT; i++) {
                centre[i] += weights[r] * rows.data[r * COUNT + i];
            }
        }
        for (int i = 0; i < COUNT; i++) {
            centre[i] /= total;
        }
        shift(rows, centre);
        return centre;
    }

    private static void shift(DMatrixRMaj rows, double[] centre) {
        for (int r = 0; r < rows.numRows; r++) {
            for (int i = 0; i < COUNT; i++) {
                rows.data[r * COUNT + i] -= centre[i];
            }
        }
    }

    /** The head of this fit with that calibration: confidence = 100 / (1 + exp(-(slope * score + offset))). */
    FightHead head(double slope, double offset) {
        return new FightHead(mean, deviation, weight, bias, slope, offset);
    }
}
