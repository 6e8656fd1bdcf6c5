package dev.vigil.capacity;

import dev.vigil.rehearsal.RecordedScenes;
import dev.vigil.rehearsal.video.Recording;

/** What cameras show while it is found out how many are carried. */
public enum Footage {
    /** People pass by all the time. */
    BUSY(1),
    /** People for a tenth of the time, each camera at another moment; else an empty street. */
    MIXED(0.1),
    /** An empty street, with a sensor's noise. */
    QUIET(0);

    private final double active;

    Footage(double active) {
        this.active = active;
    }

    /** Records half a minute of it. */
    public Recording record() {
        return RecordedScenes.street(active, 30);
    }

    /** As the command line and the certificate have it. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
