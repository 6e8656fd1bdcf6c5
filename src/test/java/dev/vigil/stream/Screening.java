package dev.vigil.stream;

import dev.vigil.time.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows a film to the gate as a camera would send it, packet by packet with a camera's stamps, read when a stream would
 * read them, but as fast as it goes; every frame is taken at once. Time stands still while a picture is decoded, so that
 * every screening is alike.
 */
public final class Screening implements TimeSource, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long BEGAN = 1_000_000_000L;

    /** Looks at a frame, and says what it shows by {@link #judged}. */
    public interface Viewer {
        void frame(Frame frame, double seconds, Screening screening);
    }

    private final double rate;
    private final StreamSettings settings;
    private final StreamCounters counters;
    private final FrameMailbox mailbox;
    private final FrameSampler sampler;
    private final StreamDecoding decoding;
    /** The longest way round, which hides nothing. */
    private static final double PHASE = 0;

    private final Gate gate;
    private final TamperGuard guard;
    private final List<String> tampers = new ArrayList<>();
    private final List<Double> calm = new ArrayList<>();
    private final PacketPace pace = new PacketPace();
    private long packets;
    private int rests;
    private long readNanos = BEGAN;

    /** @param rate pictures a second: raw H.264 knows no times */
    public Screening(double rate, StreamSettings settings, PictureSize size, Viewer viewer) {
        this.rate = rate;
        this.settings = settings;
        counters = new StreamCounters(this);
        mailbox = new FrameMailbox(size);
        sampler = new FrameSampler(settings, mailbox, new CaptureClock("film", this), counters, this);
        decoding = new StreamDecoding("film", settings.decoder(), size, counters);
        gate = new Gate(settings.gating(), counters, PHASE);
        guard = new TamperGuard(found -> tampers.add(Math.round(seconds()) + " " + found));
        mailbox.onPublish(() -> {
            Frame frame = mailbox.take();
            viewer.frame(frame, (frame.arrivalNanos - BEGAN) / 1e9, this);
            mailbox.release(frame);
        });
    }

    /** Has pictures stay where a GPU's decoder leaves them. */
    public void handOver() {
        mailbox.takeDevicePictures(true);
    }

    /** Shows one film; another one follows without a break where it is called again. */
    public void show(Path film) throws IOException {
        FFmpeg.init();
        pace.connected(readNanos);
        try (ReadDeadline deadline = new ReadDeadline(TimeSource.system());
             StreamConnection connection = new StreamConnection(VideoSource.file(film), settings, deadline);
             PictureDecoder decoder = decoding.open(connection.parameters());
             PacketRoute route = new PacketRoute(decoder, sampler, gate, guard, arrival -> { }, arrival ->
                     counters.picture(arrival), this)) {
            while (true) {
                deadline.allow(PATIENCE);
                connection.read();
                // Raw H.264 comes without stamps; the decoder needs some to tell pictures apart.
                connection.packet().pts(packets);
                packets++;
                counters.packet();
                long asked = readNanos;
                long due = BEGAN + Math.round(seconds() * 1e9);
                readNanos = Math.max(asked, due);
                route.packet(connection.packet(), pace.arrival(asked, readNanos, due), PacketTimes.NOT_SAID);
                if (gate.isShut()) {
                    calm.add(seconds());
                }
                long rest = route.restNanos(pace, readNanos);
                rests += rest > 0 ? 1 : 0;
                readNanos += rest;
            }
        } catch (StreamFault fault) {
            if (fault.blindCause() != BlindCause.ENDED) {
                throw new IOException(fault.getMessage());
            }
        }
    }

    /** What the viewer sees in the frame, as the camera's watch tells it. */
    public void judged(Frame frame, boolean alarmed, boolean suspicious, int people) {
        gate.judged(frame.sequence, alarmed, suspicious, people);
    }

    public Alertness alertness() {
        return gate.alertness();
    }

    public StreamCounters counters() {
        return counters;
    }

    /** Seconds and names of what was found to be wrong, and "null" where it was over. */
    List<String> tampers() {
        return tampers;
    }

    /** Seconds in which the camera was calm. */
    public double calmSeconds() {
        return calm.size() / rate;
    }

    /** Whether it was calm at that second. */
    boolean calmAt(double second) {
        return calm.stream().anyMatch(at -> Math.abs(at - second) < 0.6 / rate);
    }

    /** When it was calm and then not any more. */
    List<Double> wakings() {
        List<Double> ends = new ArrayList<>();
        for (int i = 0; i < calm.size(); i++) {
            if (i + 1 == calm.size() || calm.get(i + 1) - calm.get(i) > 1.5 / rate) {
                ends.add(calm.get(i) + 1 / rate);
            }
        }
        return ends;
    }

    /** How often packets were left alone, so that a few were read at once. */
    int rests() {
        return rests;
    }

    /** When the latest packet came. */
    double seconds() {
        return (packets - 1) / rate;
    }

    /** When it was read: what is decided now is decided then. */
    public double readSeconds() {
        return (readNanos - BEGAN) / 1e9;
    }

    @Override
    public long nanos() {
        return readNanos;
    }

    @Override
    public Instant now() {
        return Instant.EPOCH.plusNanos(nanos());
    }

    @Override
    public void close() {
        sampler.close();
    }
}
