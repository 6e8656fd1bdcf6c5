package dev.vigil.stream;

import java.util.ArrayList;
import java.util.List;

/**
 * Frames that calm cameras have no use for until their next look, shared by all: with hundreds of cameras hardly any is
 * looked at in the same moment, and a frame takes hundreds of kilobytes. Safe for use by many threads.
 */
public final class SpareFrames {

    /**
     * More are left to the garbage collector, which is in no hurry. Cameras whose key pictures come at the same time are
     * looked at at the same time: of 64 with an interval of 2 s, 13.
     */
    private static final int MOST = 32;

    private final List<Frame> frames = new ArrayList<>();

    /** A frame of that size: a spare one, or a new one. */
    synchronized Frame take(PictureSize size) {
        for (int i = frames.size() - 1; i >= 0; i--) {
            if (frames.get(i).size().equals(size)) {
                return frames.remove(i);
            }
        }
        // What is left, if anything, is of a model that was exchanged.
        frames.clear();
        return new Frame(size);
    }

    /** Takes a frame that its camera has let go of. */
    synchronized void give(Frame frame) {
        if (frames.size() < MOST) {
            frames.add(frame);
        }
    }
}
