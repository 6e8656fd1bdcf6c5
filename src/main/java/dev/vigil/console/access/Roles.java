package dev.vigil.console.access;

/** What signed-in people may do. An operator sees what a viewer sees. */
public final class Roles {

    /** May look. */
    public static final String VIEWER = "viewer";
    /** May look, and may silence, mute and test sirens. */
    public static final String OPERATOR = "operator";

    private Roles() {
    }
}
