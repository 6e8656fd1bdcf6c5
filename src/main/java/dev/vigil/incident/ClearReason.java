package dev.vigil.incident;

/** Why an incident ended. */
public enum ClearReason {
    CALM("the scene is calm"),
    BLIND("the camera could not be watched for too long"),
    CAMERA_CHANGED("the way to the camera has changed"),
    CAMERA_REMOVED("the camera is no longer assigned"),
    SHUTDOWN("the service stops");

    private final String words;

    ClearReason(String words) {
        this.words = words;
    }

    /** For a log line or a page. */
    public String words() {
        return words;
    }
}
