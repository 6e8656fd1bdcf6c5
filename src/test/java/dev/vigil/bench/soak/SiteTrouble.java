package dev.vigil.bench.soak;

import dev.vigil.bench.RecordedSite;
import dev.vigil.rehearsal.backend.Fault;
import dev.vigil.rehearsal.backend.ListedCamera;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What happens to a site besides its streams: reassignment, sirens that hang up, a back end in trouble, new tokens. */
final class SiteTrouble implements Runnable {

    private static final long LASTS_MILLIS = 5000;
    private static final List<String> PATHS = List.of("cameras", "heartbeat", "alert", "alert/stop", "crime");

    private final RecordedSite site;
    private final long pauseMillis;
    private final Random random;

    SiteTrouble(RecordedSite site, long pauseMillis, long seed) {
        this.site = site;
        this.pauseMillis = pauseMillis;
        random = new Random(seed);
    }

    @Override
    public void run() {
        try {
            while (true) {
                Thread.sleep(pauseMillis);
                make(random.nextInt(4), random.nextInt(site.cameras().size()));
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private void make(int kind, int which) throws InterruptedException {
        switch (kind) {
            case 0 -> {
                List<ListedCamera> others = new ArrayList<>(site.listed());
                others.remove(which);
                site.backend().assign(others);
                Thread.sleep(2 * LASTS_MILLIS);
                site.backend().assign(site.listed());
            }
            case 1 -> site.sirens().get(which).hangUp();
            case 2 -> {
                PATHS.forEach(path -> site.backend().faults().always("/api/model/" + path, Fault.html(500)));
                Thread.sleep(LASTS_MILLIS);
                site.backend().faults().clear();
            }
            default -> site.backend().revokeTokens();
        }
    }
}
