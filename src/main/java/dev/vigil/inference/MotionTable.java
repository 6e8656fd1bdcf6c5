package dev.vigil.inference;

/** What the motion network is told of each window, beside the samples: a row of numbers. */
public enum MotionTable {

    /** Which samples make up the window, newest first: places in the ring of all cameras. */
    PLACES("window", SampleTimes.CAPACITY, Long.BYTES),
    /** What the differences of neighbours weigh. */
    WEIGHTS("weights", SampleTimes.CAPACITY - 1, Float.BYTES),
    /** 1 for a sample of the window, 0 behind its end. */
    USED("used", SampleTimes.CAPACITY, Float.BYTES),
    /** 1 where a cell's centre lies within the picture. */
    CELLS("cells", MotionNetwork.CELLS, Float.BYTES);

    /** Name of the network's input. */
    public final String input;
    /** Numbers of one window. */
    public final int length;
    /** Bytes of one window. */
    public final int bytes;

    MotionTable(String input, int length, int numberBytes) {
        this.input = input;
        this.length = length;
        this.bytes = length * numberBytes;
    }
}
