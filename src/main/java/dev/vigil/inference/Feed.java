package dev.vigil.inference;

import dev.vigil.stream.Frame;
import dev.vigil.stream.FrameMailbox;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;

/** What a lane gives to batches, as its model wants it: the newest picture, or a clip that ends with it. */
interface Feed {

    /**
     * @param wake  tells the batcher that something waits; of what waits already it may keep silent
     * @param given counts what was to be inferred, whether it is or not
     */
    static Feed of(ModelBundle model, FrameMailbox mailbox, Runnable wake, LongAdder given) {
        return model.clip().isPresent() ? new ClipFeed(model.clip().get(), mailbox, wake, given)
                : new FrameFeed(mailbox, wake, given);
    }

    /** When the newest picture arrived of what waits, or {@link Long#MAX_VALUE} where nothing does. */
    long waitingSince();

    /** What waits, by its newest picture, or null. It must be given back by {@link #release}. */
    Frame take();

    /** Puts the item that was taken where the engine reads it. */
    void copy(Frame taken, ByteBuffer input, int offset);

    /** Takes back what was taken, also after {@link #close}. */
    void release(Frame taken);

    /** Leaves the mailbox alone from now on and frees what is its own. */
    void close();
}
