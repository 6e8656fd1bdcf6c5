package dev.vigil.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;

/** Splits sources into folds of about the same number of fights and of normals; a source is never split. */
final class Folds {

    private Folds() {
    }

    /**
     * The fold, 0 to {@code count} - 1, of every source among the items. The sources that are hardest to place go
     * first, each to the fold that stays most like the others; which goes first among equals depends on the seed.
     */
    static <T> Map<String, Integer> of(List<T> items, Function<T, String> source, Predicate<T> fight, int count,
                                       long seed) {
        Map<String, int[]> tallies = new LinkedHashMap<>();
        int[] all = new int[2];
        for (T item : items) {
            int label = fight.test(item) ? 1 : 0;
            tallies.computeIfAbsent(source.apply(item), unseen -> new int[2])[label]++;
            all[label]++;
        }
        List<String> order = new ArrayList<>(tallies.keySet());
        Collections.shuffle(order, new Random(seed));
        order.sort(Comparator.comparingDouble((String name) -> -difficulty(tallies.get(name), all)));
        double[][] filled = new double[count][2];
        Map<String, Integer> folds = new HashMap<>();
        for (String name : order) {
            int best = 0;
            for (int fold = 1; fold < count; fold++) {
                best = unevenness(filled, fold, tallies.get(name), all)
                        < unevenness(filled, best, tallies.get(name), all) ? fold : best;
            }
            folds.put(name, best);
            filled[best][0] += tallies.get(name)[0];
            filled[best][1] += tallies.get(name)[1];
        }
        return folds;
    }

    private static double difficulty(int[] tally, int[] all) {
        double normal = (double) tally[0] / Math.max(1, all[0]);
        double fight = (double) tally[1] / Math.max(1, all[1]);
        return normal * normal + fight * fight;
    }

    /** Squared shares of both labels over the folds, if that tally went into that fold: least where all are alike. */
    private static double unevenness(double[][] filled, int into, int[] tally, int[] all) {
        double sum = 0;
        for (int fold = 0; fold < filled.length; fold++) {
            for (int label = 0; label < 2; label++) {
                double share = (filled[fold][label] + (fold == into ? tally[label] : 0)) / Math.max(1, all[label]);
                sum += share * share;
            }
        }
        return sum;
    }
}
