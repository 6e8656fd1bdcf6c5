package dev.vigil.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vigil.convert.Ranges.Range;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistogramTest {

    private final Histogram histogram = new Histogram();

    @Test
    void itsRangeIsThatOfTheSortedValuesWhateverOrderTheyComeIn() {
        Random random = new Random(6);
        float[] values = new float[100_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() * (i + 1) / values.length - 0.5f;
            histogram.add(values[i]);
        }
        Arrays.sort(values);
        Range range = histogram.range(0.001);
        float bin = 2 * Math.max(-values[0], values[values.length - 1]) / (1 << 15);
        assertEquals(values[100], range.least(), bin);
        assertEquals(values[values.length - 1 - 100], range.most(), bin);
        assertEquals(new Range(values[0], values[values.length - 1]), histogram.range(0));
    }

    @Test
    void fewOutliersBeyondEachEndDoNotCountAndMoreDo() {
        for (int i = 0; i < 9998; i++) {
            histogram.add(i % 2);
        }
        histogram.add(-50);
        histogram.add(800);
        Range without = histogram.range(0.0001);
        assertEquals(0, without.least());
        assertEquals(1, without.most(), 800f / (1 << 14));
        histogram.add(-50);
        assertEquals(-50, histogram.range(0.0001).least());
    }

    @Test
    void exactEndsAreKeptSoThatWhatRelu6GivesStaysWithinSix() {
        histogram.add(0);
        histogram.add(6);
        assertEquals(new Range(0, 6), histogram.range(0));
    }

    @Test
    void whatHasNoRangeIsRefused() {
        assertThrows(IllegalStateException.class, () -> histogram.range(0));
        assertThrows(IllegalArgumentException.class, () -> histogram.add(Float.NaN));
        assertThrows(IllegalArgumentException.class, () -> histogram.add(Float.NEGATIVE_INFINITY));
    }
}
