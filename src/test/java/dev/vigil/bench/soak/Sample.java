package dev.vigil.bench.soak;

/**
 * What the service's process holds at one moment.
 *
 * @param seconds     since the first sample
 * @param frames      pictures decoded since the start, of all cameras
 * @param inferred    pictures that the model saw, of all cameras
 * @param reconnects  tries to connect after the first, of all cameras
 * @param rss         resident memory in MiB
 * @param heap        of it, Java objects, dead ones among them, in MiB
 * @param nonHeap     compiled code and classes, in MiB
 * @param threads     of the process, native ones among them
 * @param descriptors open files and sockets
 */
record Sample(double seconds, double frames, double inferred, double reconnects, double rss, double heap,
        double nonHeap, int threads, int descriptors) {

    static final String HEADER = "seconds,frames,inferred,reconnects,rss_mib,heap_mib,non_heap_mib,threads,descriptors";

    String line() {
        return String.format(java.util.Locale.ROOT, "%.0f,%.0f,%.0f,%.0f,%.1f,%.1f,%.1f,%d,%d", seconds, frames, inferred,
                reconnects, rss, heap, nonHeap, threads, descriptors);
    }
}
