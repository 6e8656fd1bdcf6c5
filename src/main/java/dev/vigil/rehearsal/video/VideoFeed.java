package dev.vigil.rehearsal.video;

import dev.vigil.time.TimeSource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * A live H.264 stream of a {@link PictureSource} or a {@link Recording}: it runs in real time on one thread, and only while somebody watches.
 * It begins with its first viewer; from then on its time goes by, watched or not. Each new viewer brings about a key
 * picture, so that a join never waits for the next group of pictures.
 */
public final class VideoFeed implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(VideoFeed.class);
    private static final double NANOS = 1e9;

    private final Reel reel;
    private final TimeSource time;
    private final List<Consumer<AccessUnit>> viewers = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private boolean closed;
    private volatile boolean keyWanted;
    private volatile Instant began;
    private long beganNanos;

    /** Takes the source over: it is closed with the feed. The name labels the thread. */
    public VideoFeed(String name, PictureSource source, TimeSource time) {
        this(name, new LiveReel(source), time);
    }

    /** Shows a recording at the rate at which it was made. */
    public VideoFeed(String name, Recording recording, TimeSource time) {
        this(name, recording.reel(), time);
    }

    private VideoFeed(String name, Reel reel, TimeSource time) {
        this.reel = reel;
        this.time = time;
        thread = new Thread(this::run, "rehearsal-feed-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** SPS and PPS, each behind a start code: what a decoder must know before the first picture. */
    public byte[] parameterSets() {
        return reel.parameterSets();
    }

    /** Pictures a second. */
    public double rate() {
        return reel.rate();
    }

    /** When the first viewer came: the zero of the source's time. */
    public Optional<Instant> began() {
        return Optional.ofNullable(began);
    }

    /**
     * Watches the feed. The viewer is called on the feed's thread, must return at once, and sees every access unit
     * from now on; the first ones may come before a key picture. A closed feed shows nothing.
     */
    public synchronized Subscription watch(Consumer<AccessUnit> viewer) {
        if (began == null) {
            beganNanos = time.nanos();
            began = time.now();
        }
        viewers.add(viewer);
        keyWanted = true;
        notifyAll();
        return () -> viewers.remove(viewer);
    }

    /** Stops watching. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    private void run() {
        try {
            long number = -1;
            while (awaitViewer()) {
                number = Math.max(number + 1, (long) (elapsedSeconds() * reel.rate()));
                awaitTime(number / reel.rate());
                show(number);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s ended", Thread.currentThread().getName());
        } finally {
            reel.close();
        }
    }

    private synchronized boolean awaitViewer() throws InterruptedException {
        while (viewers.isEmpty() && !closed) {
            wait();
        }
        return !closed;
    }

    private double elapsedSeconds() {
        return (time.nanos() - beganNanos) / NANOS;
    }

    private void awaitTime(double seconds) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep((long) ((seconds - elapsedSeconds()) * NANOS));
    }

    private void show(long number) {
        boolean key = keyWanted;
        keyWanted = false;
        AccessUnit unit = reel.next(number, key, began.plusNanos((long) (number / reel.rate() * NANOS)));
        if (unit != null) {
            viewers.forEach(viewer -> viewer.accept(unit));
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
