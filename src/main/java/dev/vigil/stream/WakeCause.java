package dev.vigil.stream;

/** Why a calm camera is watched again. */
public enum WakeCause {
    /** Packets larger than this camera's use to be when nothing moves. */
    PACKETS,
    /** Two key pictures differ. */
    PICTURE,
    /** What the periodic look found, or an incident. */
    LOOK,
    /** It cannot be gated: key pictures come too seldom, or cannot be decoded by themselves. */
    UNSUITED
}
