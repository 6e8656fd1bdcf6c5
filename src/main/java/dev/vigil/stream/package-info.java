/**
 * Video in, sampled frames out: one {@link dev.vigil.stream.VideoStream} a camera connects, reads, decodes, scales
 * every N-th picture into a mailbox, and says when the camera cannot be seen and when it is back.
 * It keeps each camera on a thread and in native memory of its own, so that none can hold up another.
 * It must not know cameras, models or what a frame is looked at for: it gets an address and a label for the log.
 */
package dev.vigil.stream;
