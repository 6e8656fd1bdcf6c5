package dev.vigil.train;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.decomposition.QRDecomposition;

/** Principal components of a wide matrix, by block power iteration: only the few that are wanted are computed. */
final class Components {

    private static final int SPARE = 12;
    private static final int ROUNDS = 3;

    private Components() {
    }

    /**
     * The directions of the largest variance.
     *
     * @param rows centred, one example each; scaled by the square root of its weight
     * @return columns of unit length, largest variance first, at most {@code count}
     */
    static DMatrixRMaj of(DMatrixRMaj rows, int count) {
        int block = Math.min(Math.min(count + SPARE, rows.numCols), rows.numRows);
        Random random = new Random(1);
        DMatrixRMaj basis = new DMatrixRMaj(rows.numCols, block);
        for (int i = 0; i < basis.data.length; i++) {
            basis.data[i] = random.nextGaussian();
        }
        basis = orthonormal(basis);
        DMatrixRMaj seen = new DMatrixRMaj(rows.numRows, block);
        for (int round = 0; round < ROUNDS; round++) {
            CommonOps_DDRM.mult(rows, basis, seen);
            CommonOps_DDRM.multTransA(rows, seen, basis);
            basis = orthonormal(basis);
        }
        CommonOps_DDRM.mult(rows, basis, seen);
        return rotated(basis, seen, Math.min(count, block));
    }

    private static DMatrixRMaj orthonormal(DMatrixRMaj columns) {
        QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(columns.numRows, columns.numCols);
        qr.decompose(columns.copy());
        return qr.getQ(null, true);
    }

    /** Turns the basis so that its columns are the components themselves, sorted. */
    private static DMatrixRMaj rotated(DMatrixRMaj basis, DMatrixRMaj seen, int count) {
        int block = basis.numCols;
        DMatrixRMaj small = new DMatrixRMaj(block, block);
        CommonOps_DDRM.multTransA(seen, seen, small);
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(block, true, true);
        eigen.decompose(small);
        boolean[] used = new boolean[block];
        DMatrixRMaj turn = new DMatrixRMaj(block, count);
        for (int column = 0; column < count; column++) {
            int best = -1;
            for (int i = 0; i < block; i++) {
                if (!used[i] && (best < 0 || eigen.getEigenvalue(i).real > eigen.getEigenvalue(best).real)) {
                    best = i;
                }
            }
            used[best] = true;
            CommonOps_DDRM.insert(eigen.getEigenVector(best), turn, 0, column);
        }
        DMatrixRMaj components = new DMatrixRMaj(basis.numRows, count);
        CommonOps_DDRM.mult(basis, turn, components);
        return components;
    }
}
