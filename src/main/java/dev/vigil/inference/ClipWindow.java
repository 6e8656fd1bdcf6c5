package dev.vigil.inference;

import dev.vigil.stream.Frame;
import dev.vigil.stream.PictureSize;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * The last pictures of one camera in a ring of native memory, filled by time: about every stride one picture is taken,
 * along a grid so that jitter does not add up. Where pictures come more slowly than that, the last one stands in for
 * those that are missing, because a clip that ran faster than life would make calm look wild; after a longer gap the
 * window begins anew. One thread at a time.
 */
final class ClipWindow implements AutoCloseable {

    /** After so many strides without a picture, and at least a second, what was before is another scene. */
    private static final int MOST_STRIDES_MISSED = 3;
    private static final long LEAST_GAP_NANOS = 1_000_000_000L;
    /** The same where pictures are counted: they may be meant to be far apart. */
    private static final long COUNTED_GAP_NANOS = 5_000_000_000L;

    private final Clip clip;
    private final int frameBytes;
    private final BytePointer memory;
    private final ByteBuffer ring;
    private int newest = -1;
    private int count;
    private int fresh;
    /** New pictures since a clip was to be looked at; {@code fresh} counts since one was. */
    private int awaited;
    private long samples;
    private long nextNanos;
    private long offeredNanos;
    private final long longestGapNanos;
    private final Stamps stamps = new Stamps();

    ClipWindow(Clip clip, PictureSize size) {
        this.clip = clip;
        frameBytes = size.rgbBytes();
        memory = new BytePointer(Math.multiplyExact((long) clip.frames(), frameBytes));
        ring = memory.asBuffer();
        longestGapNanos = clip.isTimed() ? Math.max(LEAST_GAP_NANOS, MOST_STRIDES_MISSED * clip.strideNanos())
                : COUNTED_GAP_NANOS;
    }

    /**
     * Whether so many cameras can have a window for that model.
     *
     * @throws EngineException where there is too little native memory for them
     */
    static void demandRoom(ModelBundle model, int cameras) {
        long most = Pointer.maxBytes();
        long wanted = model.clip().isPresent() ? (long) cameras * model.itemBytes() : 0;
        if (most > 0 && Pointer.totalBytes() + wanted > most) {
            throw new EngineException("the clips of " + cameras + " cameras take " + (wanted >> 20) + " MiB of native"
                    + " memory, of which " + ((most - Pointer.totalBytes()) >> 20) + " are left: allow more by"
                    + " -Dorg.bytedeco.javacpp.maxBytes, or assign fewer cameras");
        }
    }

    /** What a frame says of itself beside its pixels. */
    private static final class Stamps {
        int pictureWidth;
        int pictureHeight;
        long captureMillis;
        long sequence;
        long arrivalNanos;
        long heldNanos;
        long decodedNanos;

        void from(Frame frame) {
            pictureWidth = frame.pictureWidth;
            pictureHeight = frame.pictureHeight;
            captureMillis = frame.captureMillis;
            sequence = frame.sequence;
            arrivalNanos = frame.arrivalNanos;
            heldNanos = frame.heldNanos;
            decodedNanos = frame.decodedNanos;
        }

        void to(Frame frame) {
            frame.pictureWidth = pictureWidth;
            frame.pictureHeight = pictureHeight;
            frame.captureMillis = captureMillis;
            frame.sequence = sequence;
            frame.arrivalNanos = arrivalNanos;
            frame.heldNanos = heldNanos;
            frame.decodedNanos = decodedNanos;
            frame.batchedNanos = 0;
            frame.inferredNanos = 0;
        }
    }

    /**
     * Copies the picture if it is time for one.
     *
     * @return whether with it a clip is complete that is to be looked at, be one before it still waiting or not
     */
    boolean offer(Frame frame) {
        long now = frame.arrivalNanos;
        if (count > 0 && now - offeredNanos > longestGapNanos) {
            count = 0;
            fresh = 0;
            awaited = 0;
        }
        offeredNanos = now;
        if (count == 0) {
            samples = 0;
            nextNanos = now;
        }
        if (clip.isTimed()) {
            if (now < nextNanos - clip.strideNanos() / 4) {
                return false;
            }
            while (now >= nextNanos + clip.strideNanos() * 3 / 4) {
                add(ring, newest * frameBytes);
                nextNanos += clip.strideNanos();
            }
            nextNanos += clip.strideNanos();
        } else if (samples++ % clip.strideSamples() != 0) {
            return false;
        }
        add(frame.pixels(), 0);
        stamps.from(frame);
        boolean complete = count == clip.frames() && awaited >= clip.hop();
        awaited = complete ? 0 : awaited;
        return complete;
    }

    private void add(ByteBuffer from, int offset) {
        newest = (newest + 1) % clip.frames();
        ring.put(newest * frameBytes, from, offset, frameBytes);
        count = Math.min(count + 1, clip.frames());
        fresh++;
        awaited++;
    }

    /** Whether a clip is whole and new enough to be looked at. */
    boolean due() {
        return count == clip.frames() && fresh >= clip.hop();
    }

    /** When the newest picture arrived. */
    long newestNanos() {
        return stamps.arrivalNanos;
    }

    /** Makes that frame the newest picture; the clip is no longer due. */
    void take(Frame shown) {
        fresh = 0;
        stamps.to(shown);
        shown.pixels().put(0, ring, newest * frameBytes, frameBytes);
    }

    /** The clip, oldest picture first. */
    void copy(ByteBuffer to, int offset) {
        int older = (clip.frames() - 1 - newest) * frameBytes;
        to.put(offset, ring, (newest + 1) * frameBytes % (clip.frames() * frameBytes), older);
        to.put(offset + older, ring, 0, (newest + 1) * frameBytes);
    }

    @Override
    public void close() {
        memory.close();
    }
}
