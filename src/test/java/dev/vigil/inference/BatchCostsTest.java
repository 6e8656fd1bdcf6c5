package dev.vigil.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class BatchCostsTest {

    private static final int[] BUCKETS = {1, 2, 4, 8, 16, 32};
    private static final long LONGEST = 100_000_000L;

    @Test
    void whereABatchMakesNoFrameCheaperFramesAreRunOneByOne() {
        BatchCosts cpu = learned(frames -> 30_000_000L * frames);
        assertEquals(1, cpu.choose(32));
        assertEquals(1, cpu.full());
    }

    @Test
    void whereTheFixedCostRulesTheFullBatchIsRunAndAPartOfABucketIsPaddedIfThatIsCheaper() {
        BatchCosts gpu = learned(frames -> 1_500_000L + 50_000L * frames);
        assertEquals(32, gpu.full());
        assertEquals(32, gpu.choose(1000));
        // All seven in a bucket of eight, rather than four and then three.
        assertEquals(7, gpu.choose(7));
        assertEquals(1, gpu.choose(1));
    }

    @Test
    void aCheaperFrameIsNotWorthARunThatKeepsOthersWaitingTooLong() {
        BatchCosts slow = learned(frames -> 20_000_000L + 10_000_000L * frames);
        // 32 would take 340 ms, 16 180 ms.
        assertEquals(8, slow.choose(32));
    }

    @Test
    void aBadMomentIsForgottenAndACardThatSlowsDownIsNoticed() {
        BatchCosts costs = learned(frames -> 30_000_000L * frames);
        costs.ran(1, 300_000_000L);
        assertEquals(2, costs.full());
        for (int i = 0; i < 100; i++) {
            int chosen = costs.choose(32);
            costs.ran(chosen, 30_000_000L * chosen);
        }
        assertEquals(1, costs.full());
        BatchCosts changed = learned(frames -> 30_000_000L * frames);
        for (int i = 0; i < 2000; i++) {
            int chosen = changed.choose(32);
            changed.ran(chosen, 1_500_000L + 50_000L * bucket(chosen));
        }
        assertEquals(32, changed.full());
    }

    /** As under full load, so that each bucket had its turn. */
    private static BatchCosts learned(IntToLongFunction curve) {
        BatchCosts costs = new BatchCosts(BUCKETS, 32, LONGEST);
        for (int waiting : BUCKETS) {
            costs.ran(waiting, curve.applyAsLong(waiting));
        }
        return costs;
    }

    private static int bucket(int frames) {
        int bucket = 1;
        while (bucket < frames) {
            bucket *= 2;
        }
        return bucket;
    }
}
