package dev.vigil.incident;

/** How serious one camera's scene is now. */
public enum Phase {
    /** No incident is open. */
    CALM,
    /** An incident is open: the siren sounds. */
    SUSPICIOUS,
    /** The open incident was confirmed as a crime. */
    CRIME
}
