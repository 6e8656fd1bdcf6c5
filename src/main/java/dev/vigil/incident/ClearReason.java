package dev.vigil.incident;

/** Why an incident ended. */
public enum ClearReason {
    /** The scene was watched and stayed calm. */
    CALM,
    /** The camera could not be watched for too long. */
    BLIND,
    /** The camera is no longer assigned. */
    CAMERA_REMOVED,
    /** The service stops. */
    SHUTDOWN
}
