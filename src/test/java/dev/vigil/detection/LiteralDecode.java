package dev.vigil.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The graph's decode written down formula by formula, without thought for speed: what the decoder must match. */
final class LiteralDecode {

    record Row(float[] y, float[] x, float[] s, float ymin, float xmin, float ymax, float xmax, float score) {
    }

    private LiteralDecode() {
    }

    /** All K instances in centre-peak order; places as fractions of the model's input, as the graph gives them. */
    static List<Row> decode(Heads heads, int n, int wanted) {
        int h = heads.h;
        int w = heads.w;
        float[] p = new float[h * w];
        for (int i = 0; i < h * w; i++) {
            float c = heads.get("center", n, 0, i / w, i % w);
            float m = heads.get("center_max", n, 0, i / w, i % w);
            p[i] = Math.abs(c - m) < 1.0132789611816406e-6f ? c : 0;
        }
        int[] top = IntStream.range(0, h * w).boxed()
                .sorted((a, b) -> p[a] != p[b] ? Float.compare(p[b], p[a]) : Integer.compare(a, b))
                .limit(wanted).mapToInt(Integer::intValue).toArray();
        int people = top.length;
        float[][] box = new float[people][];
        float[][][] g = new float[people][17][h * w];
        for (int q = 0; q < people; q++) {
            int yp = top[q] / w;
            int xp = top[q] % w;
            float bh = Math.max(heads.get("box_scale", n, 0, yp, xp), 0);
            float bw = Math.max(heads.get("box_scale", n, 1, yp, xp), 0);
            float oy = yp + heads.get("box_offset", n, 0, yp, xp);
            float ox = xp + heads.get("box_offset", n, 1, yp, xp);
            box[q] = new float[] {clip(oy - bh / 2, h), clip(ox - bw / 2, w),
                clip(oy + bh / 2, h), clip(ox + bw / 2, w)};
            for (int k = 0; k < 17; k++) {
                float ry = yp + heads.get("kpt_regress", n, 2 * k, yp, xp);
                float rx = xp + heads.get("kpt_regress", n, 2 * k + 1, yp, xp);
                for (int i = 0; i < h * w; i++) {
                    int y = i / w;
                    int x = i % w;
                    if (box[q][0] <= y && y < box[q][2] && box[q][1] <= x && x < box[q][3]) {
                        float s = Math.min(h, w) * 0.300048828125f;
                        g[q][k][i] = heads.get("kpt_heatmap", n, k, y, x)
                                * (float) Math.exp(-((y - ry) * (y - ry) + (x - rx) * (x - rx)) / s);
                    }
                }
            }
        }
        List<Row> rows = new ArrayList<>();
        for (int q = 0; q < people; q++) {
            float[] yOut = new float[17];
            float[] xOut = new float[17];
            float[] score = new float[17];
            float sum = 0;
            int sure = 0;
            for (int k = 0; k < 17; k++) {
                int best = 0;
                for (int i = 1; i < h * w; i++) {
                    best = g[q][k][i] > g[q][k][best] ? i : best;
                }
                yOut[k] = (best / w + heads.get("kpt_offset", n, 2 * k, best / w, best % w)) / h;
                xOut[k] = (best % w + heads.get("kpt_offset", n, 2 * k + 1, best / w, best % w)) / w;
                for (int other = 0; other < people; other++) {
                    score[k] = Math.max(score[k], g[other][k][best]);
                }
                if (score[k] > 0.126953125f) {
                    sum += score[k];
                    sure++;
                }
            }
            rows.add(new Row(yOut, xOut, score, box[q][0] / h, box[q][1] / w, box[q][2] / h, box[q][3] / w,
                    p[top[q]] * sum / Math.max(sure, 1)));
        }
        return rows;
    }

    private static float clip(float value, int limit) {
        return Math.min(Math.max(value, 0), limit);
    }
}
