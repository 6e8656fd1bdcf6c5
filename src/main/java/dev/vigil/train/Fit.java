package dev.vigil.train;

import dev.vigil.detection.FightFeatures;
import dev.vigil.detection.FightHead;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * A linear layer over standardised features that was fitted to examples: principal components and logistic regression
 * over them, folded into one weight for each feature.
 */
record Fit(float[] mean, float[] deviation, float[] weight, double bias) {

    private static final int COUNT = FightFeatures.COUNT;
    private static final double LEAST_DEVIATION = 1e-4;

    /**
     * What can be chosen.
     *
     * @param components of the principal component analysis
     * @param c          inverse strength of the regularisation
     */
    record Choice(int components, double c) {
    }

    /** @param weights of the examples, positive */
    static Fit of(List<Example> examples, double[] weights, Choice choice) {
        float[] mean = new float[COUNT];
        float[] deviation = new float[COUNT];
        measure(examples, weights, mean, deviation);
        DMatrixRMaj rows = standardised(examples, mean, deviation);
        double[] centre = centre(rows, weights);
        DMatrixRMaj scaled = rows.copy();
        for (int r = 0; r < rows.numRows; r++) {
            for (int i = 0; i < COUNT; i++) {
                scaled.data[r * COUNT + i] *= Math.sqrt(weights[r]);
            }
        }
        DMatrixRMaj components = Components.of(scaled, choice.components);
        DMatrixRMaj projected = new DMatrixRMaj(rows.numRows, components.numCols);
        CommonOps_DDRM.mult(rows, components, projected);
        double[][] inputs = new double[rows.numRows][components.numCols];
        double[] labels = new double[rows.numRows];
        for (int r = 0; r < rows.numRows; r++) {
            System.arraycopy(projected.data, r * components.numCols, inputs[r], 0, components.numCols);
            labels[r] = examples.get(r).fight() ? 1 : 0;
        }
        double[] w = Logistic.fit(inputs, labels, weights, choice.c);
        return folded(mean, deviation, components, w, centre);
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
            for (int r = 0; r < rows.numRows; r++) {
                rows.data[r * COUNT + i] -= centre[i];
            }
        }
        return centre;
    }

    /** The head of this fit with that calibration: confidence = 100 / (1 + exp(-(slope * score + offset))). */
    FightHead head(double slope, double offset) {
        return new FightHead(mean, deviation, weight, bias, slope, offset);
    }
}
