package dev.vigil.stream;

/** How closely a camera is looked at. */
public enum Alertness {
    /** Nothing moves: packets are received, key pictures compared, now and then a picture is looked at. */
    CALM,
    /** Something moves, or somebody is there: every picture is decoded, every N-th looked at. */
    WATCHING,
    /** An incident is open: looked at more often, and never calm. */
    ALARMED
}
