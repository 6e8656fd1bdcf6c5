package dev.vigil.inference;

import dev.vigil.stream.Frame;
import dev.vigil.stream.FrameMailbox;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;

/** Gives the newest picture. */
final class FrameFeed implements Feed {

    private final FrameMailbox mailbox;

    FrameFeed(FrameMailbox mailbox, Runnable wake, LongAdder given) {
        this.mailbox = mailbox;
        mailbox.onPublish(() -> {
            given.increment();
            wake.run();
        });
    }

    @Override
    public long waitingSince() {
        return mailbox.waitingSince();
    }

    @Override
    public Frame take() {
        return mailbox.take();
    }

    @Override
    public void copy(Frame taken, ByteBuffer input, int offset) {
        input.put(offset, taken.pixels(), 0, taken.size().rgbBytes());
    }

    @Override
    public void release(Frame taken) {
        mailbox.release(taken);
    }

    @Override
    public void close() {
        mailbox.onPublish(() -> { });
    }
}
