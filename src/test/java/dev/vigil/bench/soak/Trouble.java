package dev.vigil.bench.soak;

import dev.vigil.rehearsal.backend.ListedCamera;
import dev.vigil.rehearsal.rtsp.Fault;
import dev.vigil.rehearsal.rtsp.RtspServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What a site does to a service in its life, one thing after another: cameras cut, stalled, noisy, away, hanging and
 * reassigned, sirens that hang up, a back end in trouble, tokens revoked. The same for the same seed.
 */
final class Trouble implements Runnable {

    /** Longer than the service takes to notice a stalled stream. */
    private static final long LASTS_MILLIS = 5000;

    private enum Kind { CUT, STALL, GARBAGE, AWAY, HALF_A_PACKET, NO_ANSWER, REASSIGNED, SIREN_HANGS_UP, BACK_END, TOKENS }

    private final SoakSite site;
    private final long pauseMillis;
    private final Random random;

    Trouble(SoakSite site, long pauseMillis, long seed) {
        this.site = site;
        this.pauseMillis = pauseMillis;
        random = new Random(seed);
    }

    @Override
    public void run() {
        try {
            while (true) {
                Thread.sleep(pauseMillis);
                make(Kind.values()[random.nextInt(Kind.values().length)], random.nextInt(site.cameras().size()));
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private void make(Kind kind, int which) throws InterruptedException {
        RtspServer camera = site.cameras().get(which);
        switch (kind) {
            case CUT -> camera.cut();
            case STALL -> during(camera, Fault.STALL);
            case GARBAGE -> during(camera, Fault.GARBAGE);
            case HALF_A_PACKET -> during(camera, Fault.HANG_MID_PACKET);
            case NO_ANSWER -> {
                camera.fault(Fault.HANG_IN_DESCRIBE);
                camera.cut();
                Thread.sleep(LASTS_MILLIS);
                camera.fault(Fault.NONE);
            }
            case AWAY -> {
                camera.goAway();
                Thread.sleep(LASTS_MILLIS);
                camera.comeBack();
            }
            case REASSIGNED -> {
                List<ListedCamera> others = new ArrayList<>(site.listed());
                others.remove(which);
                site.backend().assign(others);
                Thread.sleep(2 * LASTS_MILLIS);
                site.backend().assign(site.listed());
            }
            case SIREN_HANGS_UP -> site.sirens().get(which).hangUp();
            case BACK_END -> {
                for (String path : List.of("cameras", "heartbeat", "alert", "alert/stop", "crime")) {
                    site.backend().faults().always("/api/model/" + path,
                            dev.vigil.rehearsal.backend.Fault.html(500));
                }
                Thread.sleep(LASTS_MILLIS);
                site.backend().faults().clear();
            }
            case TOKENS -> site.backend().revokeTokens();
        }
    }

    private static void during(RtspServer camera, Fault fault) throws InterruptedException {
        camera.fault(fault);
        Thread.sleep(LASTS_MILLIS);
        camera.fault(Fault.NONE);
    }
}
