package dev.vigil.train;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Logistic regression with weighted rows, by Newton's method. The intercept is not regularised. */
final class Logistic {

    private static final int MOST_STEPS = 50;
    private static final double CLOSE_ENOUGH = 1e-9;

    private Logistic() {
    }

    /**
     * Minimises sum of weight * log loss + |w|^2 / (2 c).
     *
     * @param rows   one example each
     * @param labels 0 to 1
     * @param c      inverse strength of the regularisation
     * @return the coefficients, then the intercept
     */
    static double[] fit(double[][] rows, double[] labels, double[] weights, double c) {
        int n = rows[0].length;
        double[] w = new double[n + 1];
        DMatrixRMaj hessian = new DMatrixRMaj(n + 1, n + 1);
        DMatrixRMaj gradient = new DMatrixRMaj(n + 1, 1);
        DMatrixRMaj step = new DMatrixRMaj(n + 1, 1);
        double[] x = new double[n + 1];
        x[n] = 1;
        double loss = loss(rows, labels, weights, c, w);
        for (int round = 0; round < MOST_STEPS; round++) {
            hessian.zero();
            gradient.zero();
            for (int i = 0; i < n; i++) {
                hessian.set(i, i, 1 / c);
                gradient.set(i, 0, w[i] / c);
            }
            hessian.set(n, n, 1e-9);
            for (int r = 0; r < rows.length; r++) {
                System.arraycopy(rows[r], 0, x, 0, n);
                double p = probability(score(w, rows[r]));
                double curve = weights[r] * Math.max(p * (1 - p), 1e-12);
                for (int i = 0; i <= n; i++) {
                    gradient.add(i, 0, weights[r] * (p - labels[r]) * x[i]);
                    for (int j = 0; j <= n; j++) {
                        hessian.add(i, j, curve * x[i] * x[j]);
                    }
                }
            }
            if (!CommonOps_DDRM.solve(hessian, gradient, step)) {
                throw new IllegalStateException("the regression has no unique solution");
            }
            double[] next = w.clone();
            double lower = loss;
            double share = 1;
            for (int halving = 0; halving < 30; halving++, share /= 2) {
                for (int i = 0; i <= n; i++) {
                    next[i] = w[i] - share * step.get(i, 0);
                }
                lower = loss(rows, labels, weights, c, next);
                if (lower <= loss) {
                    break;
                }
            }
            double gain = loss - lower;
            w = next;
            loss = lower;
            if (gain < CLOSE_ENOUGH * (1 + loss)) {
                return w;
            }
        }
        return w;
    }

    /** What {@link #fit} minimises. */
    static double loss(double[][] rows, double[] labels, double[] weights, double c, double[] w) {
        double sum = 0;
        for (int i = 0; i < w.length - 1; i++) {
            sum += w[i] * w[i] / (2 * c);
        }
        for (int r = 0; r < rows.length; r++) {
            double z = score(w, rows[r]);
            double softplus = z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z));
            sum += weights[r] * (softplus - labels[r] * z);
        }
        return sum;
    }

    static double score(double[] w, double[] row) {
        double sum = w[row.length];
        for (int i = 0; i < row.length; i++) {
            sum += w[i] * row[i];
        }
        return sum;
    }

    static double probability(double z) {
        return 1 / (1 + Math.exp(-z));
    }
}
