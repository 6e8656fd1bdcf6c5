package dev.vigil.rehearsal.video;

import java.time.Instant;

/**
 * One encoded picture.
 *
 * @param annexB   its NAL units, each behind a start code; a key picture begins with the parameter sets
 * @param key      whether decoding can begin here
 * @param captured wall time of the picture
 */
public record AccessUnit(byte[] annexB, boolean key, Instant captured) {
}
