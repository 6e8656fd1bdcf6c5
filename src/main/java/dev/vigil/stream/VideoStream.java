package dev.vigil.stream;

import dev.vigil.time.TimeSource;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Watches one source for as long as it is open: connects, puts every N-th picture into the mailbox, notices within
 * seconds that the camera is gone, and comes back to it by itself, except where user or password were refused.
 *
 * <p>It has one daemon thread, and shares nothing with other streams. It does not log what its listener hears. Its
 * mailbox is for it alone. {@link #start()} and {@link #close()} may come from any thread; closed, it stays closed.
 * A file counts as a camera that hangs up at its end.
 */
public final class VideoStream implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(VideoStream.class);
    private static final Duration CLOSE_WITHIN = Duration.ofMillis(900);

    private final String label;
    private final VideoSource source;
    private final StreamSettings settings;
    private final TimeSource time;
    private final StreamCounters counters;
    private final CaptureClock clock;
    private final FrameSampler sampler;
    private final StreamDecoding decoding;
    private final Sight sight;
    private final Gate gate;
    private final TamperGuard guard;
    private final BackOff backOff;
    private final ReadDeadline deadline;
    private final PacketPace pace = new PacketPace();
    private final CountDownLatch closing = new CountDownLatch(1);
    /** When the thread last got on with its work; 0 while it has none. */
    private volatile long progressNanos;
    private final Thread thread;
    /** Arrival of the latest whole picture's packet in this connection. */
    private long lastPictureNanos;

    /**
     * Prepares a stream; nothing is opened before {@link #start()}.
     *
     * @param label names the camera in the log and its thread
     */
    public VideoStream(String label, VideoSource source, StreamSettings settings, FrameMailbox mailbox,
                       StreamListener listener, TimeSource time) {
        this.label = label;
        this.source = source;
        this.settings = settings;
        this.time = time;
        counters = new StreamCounters(time);
        clock = new CaptureClock(label, time);
        sampler = new FrameSampler(settings, mailbox, clock, counters, time);
        decoding = new StreamDecoding(label, settings.decoder(), mailbox.size(), counters);
        sight = new Sight(label, listener, counters, settings.unreachableAfter());
        SplittableRandom random = new SplittableRandom();
        gate = new Gate(settings.gating(), counters, random.nextDouble());
        guard = new TamperGuard(sight::tampered);
        backOff = new BackOff(settings.backOff(), random);
        deadline = new ReadDeadline(time);
        thread = new Thread(this::run, "stream-" + label);
        thread.setDaemon(true);
    }

    /** Begins to connect and returns at once. After {@link #close()} it does nothing. */
    public synchronized void start() {
        if (!closed()) {
            thread.start();
        }
    }

    public StreamCounters counters() {
        return counters;
    }

    /**
     * Tells how things stand, which decides how closely the camera is looked at.
     *
     * @param alarmed    an incident is open
     * @param suspicious something may become one
     * @param people     in sight
     */
    public void heed(boolean alarmed, boolean suspicious, int people) {
        gate.heed(alarmed, suspicious, people);
    }

    /** Likewise, as a frame of this stream tells it that was judged just now. */
    public void judged(Frame frame, boolean alarmed, boolean suspicious, int people) {
        gate.judged(frame.sequence, alarmed, suspicious, people);
    }

    /** Has a calm camera's next key picture looked at, for whoever wants to see it. */
    public void askForLook() {
        gate.askForLook();
    }

    /** How closely the camera is looked at. */
    public Alertness alertness() {
        return gate.alertness();
    }

    /** What its pictures show to be wrong with the camera; empty where nothing is. */
    public Optional<Tamper> tamper() {
        return Optional.ofNullable(guard.found());
    }

    /**
     * For how long nothing has come of what the thread is at, neither a packet nor a fault, in nanoseconds; 0 while it
     * waits for its next try. More than {@link StreamSettings#stuckAfter()} means that it hangs.
     */
    public long busyNanos() {
        long since = progressNanos;
        return since == 0 ? 0 : Math.max(time.nanos() - since, 1);
    }

    /** Whether nothing of it runs: it was closed and its thread has ended, or it was never started. */
    public boolean isAtRest() {
        return !thread.isAlive();
    }

    /**
     * Stops and frees everything, within a second. Only a thread that hangs in what nobody can break off (the look-up
     * of a host's name) outlives the call; it frees what is its own when it comes back, and tells nobody.
     */
    @Override
    public void close() {
        if (beginClosing() || Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(CLOSE_WITHIN.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warnf("camera %s: its stream is still being closed", label);
        }
    }

    /** Whether that was all there is to do, because nothing was ever started. */
    private synchronized boolean beginClosing() {
        boolean first = !closed();
        closing.countDown();
        if (thread.getState() != Thread.State.NEW) {
            deadline.cancel();
            return false;
        }
        if (first) {
            free();
        }
        return true;
    }

    private void free() {
        sampler.close();
        deadline.close();
    }

    private boolean closed() {
        return closing.getCount() == 0;
    }

    private void run() {
        sight.begin(time.nanos());
        try {
            boolean goOn = !closed();
            while (goOn) {
                StreamFault fault = watchUntilFault();
                decoding.ended(fault);
                goOn = !closed() && recover(fault);
            }
            closing.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            sight.end(time.nanos());
            free();
        }
    }

    /** Tells of the fault and waits; whether to try again. */
    private boolean recover(StreamFault fault) throws InterruptedException {
        progressNanos = 0;
        Duration wait = backOff.next();
        sight.lost(fault, backOff.failures());
        if (!fault.blindCause().worthRetrying() || closing.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        counters.reconnect();
        return true;
    }

    private StreamFault watchUntilFault() throws InterruptedException {
        try {
            watch();
            throw new IllegalStateException("a stream ends by a fault only");
        } catch (StreamFault fault) {
            return fault;
        } catch (RuntimeException | LinkageError unexpected) {
            LOG.errorf(unexpected, "camera %s: unexpected failure of its stream", label);
            return new StreamFault(BlindCause.BROKEN, "unexpected: " + unexpected.getClass().getSimpleName());
        }
    }

    private void watch() throws StreamFault, InterruptedException {
        long begun = time.nanos();
        progressNanos = begun;
        try (StreamConnection connection = new StreamConnection(source, settings, deadline);
             PictureDecoder decoder = decoding.open(connection.parameters());
             PacketRoute route = new PacketRoute(decoder, sampler, gate, guard, sight::received,
                     arrival -> seen(connection, decoder, begun, arrival), time)) {
            clock.reconnected();
            lastPictureNanos = time.nanos();
            pace.connected(lastPictureNanos);
            while (true) {
                deadline.allow(settings.stallTimeout());
                long asked = time.nanos();
                connection.read();
                long read = time.nanos();
                long arrival = pace.arrival(asked, read, connection.stampNanos());
                progressNanos = read;
                counters.packet();
                route.packet(connection.packet(), arrival, connection.senderMicros());
                if (arrival - lastPictureNanos > settings.undecodableAfter().toNanos()) {
                    throw new StreamFault(BlindCause.BROKEN, "packets come in, but no picture can be decoded");
                }
                if (source.keepsPackets()) {
                    closing.await(route.restNanos(pace, time.nanos()), TimeUnit.NANOSECONDS);
                }
            }
        }
    }

    private void seen(StreamConnection connection, PictureDecoder decoder, long begun, long arrival) {
        if (arrival - lastPictureNanos > 0) {
            lastPictureNanos = arrival;
        }
        decoding.picture(decoder.picture());
        if (!sight.seeing()) {
            regained(connection, decoder, begun, arrival);
        }
        sight.picture(arrival);
    }

    private void regained(StreamConnection connection, PictureDecoder decoder, long begun, long arrival) {
        double rate = decoder.declaredRate() > 0 ? decoder.declaredRate() : connection.declaredRate();
        PictureSize size = new PictureSize(decoder.picture().width(), decoder.picture().height());
        backOff.reset();
        sight.regained(new StreamDetails(decoder.codecName(), size, rate, Duration.ofNanos(arrival - begun)), arrival);
    }
}
