package dev.vigil.outbox;

/**
 * When the disk counts as short, so that stale alerts are given up for what matters more.
 *
 * @param mostBytes      of reports on disk, free pages of the file not counted
 * @param leastFreeBytes of the disk, free pages of the file counted
 */
public record OutboxBounds(long mostBytes, long leastFreeBytes) {

    /** The same in MiB. */
    public static OutboxBounds ofMegabytes(int mostMegabytes, int leastFreeMegabytes) {
        return new OutboxBounds((long) mostMegabytes << 20, (long) leastFreeMegabytes << 20);
    }
}
