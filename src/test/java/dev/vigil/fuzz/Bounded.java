package dev.vigil.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Holds the reading of one input to a limit: of processor time, since these machines are shared. */
public final class Bounded {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long MOST_NANOS = 1_000_000_000L;

    private Bounded() {
    }

    /** Something that reads one input; what it throws is a finding. */
    public interface Reading {
        void run() throws Exception;
    }

    /** @throws AssertionError when it takes more than a second, and again when no class has to be loaded any more */
    public static void read(Reading reading) throws Exception {
        if (time(reading) > MOST_NANOS) {
            long took = time(reading);
            if (took > MOST_NANOS) {
                throw new AssertionError("one input took " + took / 1_000_000 + " ms");
            }
        }
    }

    private static long time(Reading reading) throws Exception {
        long began = THREADS.getCurrentThreadCpuTime();
        reading.run();
        return THREADS.getCurrentThreadCpuTime() - began;
    }
}
