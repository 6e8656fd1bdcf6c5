package dev.vigil.detection;

import dev.vigil.inference.Outputs;
import dev.vigil.stream.Frame;
import java.time.Instant;

/**
 * What is known of one camera's newest frame: its people, decoded and followed once for all {@link Judge}s, and the
 * model's outputs they came from. Reused from frame to frame; good only during {@link Judge#judge}.
 */
public final class Scene {

    private final People people;
    private final PersonTracker tracks;
    private Frame frame;
    private Outputs outputs;
    private int index;
    private Instant frameTime;

    /** @param people room for the people of a frame */
    Scene(People people) {
        this.people = people;
        tracks = new PersonTracker(people.capacity());
    }

    /** Goes on to a newer frame, whose people {@link #people()} holds by now. */
    void show(Frame newer, Outputs itsOutputs, int itsIndex) {
        frame = newer;
        outputs = itsOutputs;
        index = itsIndex;
        frameTime = Instant.ofEpochMilli(newer.captureMillis);
        tracks.update(people, newer.arrivalNanos);
    }

    void reset() {
        tracks.reset();
    }

    /** People the model saw in this frame. */
    public People people() {
        return people;
    }

    /** People followed over the frames, this one included. */
    public PersonTracker tracks() {
        return tracks;
    }

    public Frame frame() {
        return frame;
    }

    /** What the model said of the whole batch; this frame is number {@link #index()}. */
    public Outputs outputs() {
        return outputs;
    }

    public int index() {
        return index;
    }

    /** Monotonic arrival time of the frame: what durations are measured with. */
    public long arrivalNanos() {
        return frame.arrivalNanos;
    }

    /** Wall time of the frame: what schedules are looked up with and reports are labelled with. */
    public Instant frameTime() {
        return frameTime;
    }

    /** An assessment of this frame by a judge that believes at once. */
    public Assessment assessment(double confidence, CrimeType type, String why, Box box) {
        return assessment(confidence, type, why, box, 0);
    }

    /** An assessment of this frame. */
    public Assessment assessment(double confidence, CrimeType type, String why, Box box, long lagNanos) {
        return new Assessment(frame.arrivalNanos, frameTime, confidence, type, why, box, lagNanos);
    }
}
