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
 * A live H.264 stream of a {@link PictureSource}: it runs in real time on one thread, and only while somebody watches.
 * It begins with its first viewer; from then on its time goes by, watched or not. Each new viewer brings about a key
 * picture, so that a join never waits for the next group of pictures.
 */
public final class VideoFeed implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(VideoFeed.class);
    private static final double NANOS = 1e9;

    private final PictureSource source;
    private final TimeSource time;
    private final H264Encoder encoder;
    private final byte[] parameterSets;
    private final List<Consumer<AccessUnit>> viewers = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private boolean closed;
    private volatile boolean keyWanted;
    private volatile Instant began;
    private long beganNanos;

    /** Takes the source over: it is closed with the feed. The name labels the thread. */
    public VideoFeed(String name, PictureSource source, TimeSource time) {
        this.source = source;
        this.time = time;
        try {
            encoder = new H264Encoder(source.width(), source.height(), source.rate());
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
        parameterSets = encoder.parameterSets();
        thread = new Thread(this::run, "rehearsal-feed-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** SPS and PPS, each behind a start code: what a decoder must know before the first picture. */
    public byte[] parameterSets() {
        return parameterSets.clone();
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
                number = Math.max(number + 1, (long) (elapsedSeconds() * source.rate()));
                awaitTime(number / source.rate());
                show(number);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s ended", Thread.currentThread().getName());
        } finally {
            encoder.close();
            source.close();
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
        double seconds = number / source.rate();
        boolean key = keyWanted;
        keyWanted = false;
        source.next(seconds, encoder.picture());
        H264Encoder.Encoded encoded = encoder.encode(Math.round(seconds * 1000), key);
        if (encoded == null) {
            keyWanted |= key;
            return;
        }
        Instant captured = began.plusNanos((long) (seconds * NANOS));
        byte[] bytes = encoded.key() ? behindParameterSets(encoded.bytes()) : encoded.bytes();
        AccessUnit unit = new AccessUnit(bytes, encoded.key(), captured);
        viewers.forEach(viewer -> viewer.accept(unit));
    }

    private byte[] behindParameterSets(byte[] picture) {
        byte[] all = new byte[parameterSets.length + picture.length];
        System.arraycopy(parameterSets, 0, all, 0, parameterSets.length);
        System.arraycopy(picture, 0, all, parameterSets.length, picture.length);
        return all;
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
