package dev.vigil.train;

/** The copies of a clip that are looked at; each is one or more windows of two seconds. */
enum Copy {
    /** The two seconds in the middle, every 0.2 s. */
    PLAIN,
    /** The same as worse cameras would have filmed it, in two ways; see {@link Degrading}. Three cameras each. */
    NIGHT, CHEAP,
    /** The same from nearer: the 60 % of the picture round what moves most. */
    CROP,
    /** The windows before and after the middle of a longer clip. */
    SHIFT,
    /** The middle, left and right exchanged. */
    FLIP,
    /** The middle, looked at 0.1 s later. */
    PHASE
}
