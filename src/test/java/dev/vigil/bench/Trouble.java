package dev.vigil.bench;

import dev.vigil.rehearsal.rtsp.Fault;
import dev.vigil.rehearsal.rtsp.RtspServer;
import java.util.List;
import java.util.Random;

/** What happens to cameras in their lives, one thing after another, until interrupted; the same for the same seed. */
public final class Trouble implements Runnable {

    /** Longer than the service takes to notice a stalled stream. */
    private static final long LASTS_MILLIS = 5000;

    private enum Kind { CUT, STALL, GARBAGE, AWAY, HALF_A_PACKET, NO_ANSWER }

    private final List<RtspServer> cameras;
    private final long pauseMillis;
    private final Random random;

    /** @param pauseMillis between one trouble's end and the next */
    public Trouble(List<RtspServer> cameras, long pauseMillis, long seed) {
        this.cameras = cameras;
        this.pauseMillis = pauseMillis;
        random = new Random(seed);
    }

    @Override
    public void run() {
        try {
            while (true) {
                Thread.sleep(pauseMillis);
                make(Kind.values()[random.nextInt(Kind.values().length)], cameras.get(random.nextInt(cameras.size())));
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private static void make(Kind kind, RtspServer camera) throws InterruptedException {
        switch (kind) {
            case CUT -> camera.cut();
            case STALL -> during(camera, Fault.STALL);
            case GARBAGE -> during(camera, Fault.GARBAGE);
            case HALF_A_PACKET -> during(camera, Fault.HANG_MID_PACKET);
            case NO_ANSWER -> {
                camera.fault(Fault.HANG_IN_DESCRIBE);
                try {
                    camera.cut();
                    Thread.sleep(LASTS_MILLIS);
                } finally {
                    camera.fault(Fault.NONE);
                }
            }
            case AWAY -> {
                camera.goAway();
                try {
                    Thread.sleep(LASTS_MILLIS);
                } finally {
                    camera.comeBack();
                }
            }
        }
    }

    private static void during(RtspServer camera, Fault fault) throws InterruptedException {
        camera.fault(fault);
        try {
            Thread.sleep(LASTS_MILLIS);
        } finally {
            camera.fault(Fault.NONE);
        }
    }
}
