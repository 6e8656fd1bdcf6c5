package dev.vigil.bench;

import dev.vigil.detection.Detector;
import dev.vigil.incident.IncidentMachine;
import dev.vigil.incident.IncidentRules;
import dev.vigil.inference.Batcher;
import dev.vigil.inference.FrameHandler;
import dev.vigil.inference.Lane;
import dev.vigil.inference.Outputs;
import dev.vigil.stream.Frame;
import dev.vigil.stream.FrameMailbox;
import java.util.Arrays;

/** A camera from behind its decoder to its incident, and how long each of its frames took. */
final class SimulatedCamera implements FrameHandler {

    /** One bin for each tenth of a millisecond, the last one for all above. */
    static final int BINS = 10_000;

    final Lane lane;
    final int[] waited = new int[BINS];
    final int[] inferred = new int[BINS];
    final int[] decided = new int[BINS];
    long seen;
    long longestGapNanos;
    private final FrameMailbox mailbox;
    private final Detector detector;
    private final IncidentMachine incidents = new IncidentMachine(IncidentRules.defaults());
    private long sequence;
    private long lastNanos;

    /** @param detector null where nothing is judged, so that the hand-over alone is left */
    SimulatedCamera(Batcher batcher, Detector detector) {
        this.detector = detector;
        mailbox = new FrameMailbox(SimulatedGpuBench.BUNDLE.input());
        lane = batcher.join(mailbox, this);
    }

    /** As the stream's thread does once a picture lies decoded and scaled. */
    void publish() {
        Frame frame = mailbox.claim();
        frame.pictureWidth = 448;
        frame.pictureHeight = 252;
        frame.sequence = ++sequence;
        frame.captureMillis = System.currentTimeMillis();
        frame.arrivalNanos = System.nanoTime();
        frame.decodedNanos = frame.arrivalNanos;
        mailbox.publish(frame);
    }

    @Override
    public void onOutputs(Frame frame, Outputs outputs, int index) {
        if (detector != null) {
            incidents.onAssessment(detector.assess(frame, outputs, index));
        }
        long now = System.nanoTime();
        count(waited, frame.batchedNanos - frame.arrivalNanos);
        count(inferred, frame.inferredNanos - frame.arrivalNanos);
        count(decided, now - frame.arrivalNanos);
        if (lastNanos != 0) {
            longestGapNanos = Math.max(longestGapNanos, now - lastNanos);
        }
        lastNanos = now;
        seen++;
    }

    private static void count(int[] bins, long nanos) {
        bins[(int) Math.min(nanos / 100_000, BINS - 1)]++;
    }

    void forget() {
        Arrays.fill(waited, 0);
        Arrays.fill(inferred, 0);
        Arrays.fill(decided, 0);
        seen = 0;
        longestGapNanos = 0;
        lastNanos = 0;
    }

    /** Frames that were given but not seen. */
    long missed() {
        return mailbox.superseded() + lane.droppedStale();
    }
}
