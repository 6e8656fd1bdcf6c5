package dev.vigil.capacity;

import dev.vigil.rehearsal.video.Recording;
import dev.vigil.time.TimeSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Looks for the most cameras that are carried: twice as many until it is too much, then halfway between. */
public final class CapacityRun {

    private final CapacityPlan plan;
    private final Trial trial;
    private final PrintWriter out;

    /** @param out hears of every trial */
    public CapacityRun(CapacityPlan plan, TimeSource time, PrintWriter out) {
        this.plan = plan;
        this.out = out;
        trial = new Trial(plan, time);
    }

    /**
     * The most cameras for each footage, with how they fared; null where not even one was carried.
     *
     * @throws IOException where the cameras that play it find no port
     */
    public Map<Footage, Load> run() throws IOException, InterruptedException {
        out.printf("%-6s %7s %9s %9s %9s %8s %8s %6s%n", "", "cameras", "given/s", "seen/s", "behind", "p50 ms",
                "p99 ms", "cores");
        Map<Footage, Load> found = new LinkedHashMap<>();
        for (Footage footage : plan.footage()) {
            Recording recording = footage.record();
            found.put(footage, search(plan.most(), cameras -> tried(footage, recording, cameras)));
        }
        return found;
    }

    /** One number of cameras, tried. */
    interface Attempt {
        Load with(int cameras) throws IOException, InterruptedException;
    }

    /** The load of the most cameras that are carried; null where one is too many. */
    Load search(int most, Attempt attempt) throws IOException, InterruptedException {
        Load best = null;
        int tooMany = most + 1;
        for (int next = 1; next < tooMany; ) {
            Load load = attempt.with(next);
            if (load.carried(plan.boundMillis())) {
                best = load;
            } else {
                tooMany = next;
            }
            int least = best == null ? 0 : best.cameras();
            next = tooMany > most ? Math.min(2 * next, most) : (least + tooMany) / 2;
            if (next <= least) {
                break;
            }
        }
        return best;
    }

    private Load tried(Footage footage, Recording recording, int cameras) throws IOException, InterruptedException {
        Load load = trial.run(recording, cameras);
        out.printf(Locale.ROOT, "%-6s %7d %9.1f %9.1f %9d %8.0f %8.0f %6.2f %s%n", footage.word(), cameras,
                load.given(), load.seen(), load.behind(), load.p50(), load.p99(), load.cores(),
                load.carried(plan.boundMillis()) ? "" : "too many");
        out.flush();
        return load;
    }
}
