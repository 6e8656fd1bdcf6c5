package dev.vigil.camera;

/**
 * A camera that the admin assigned to this model, ready to be watched. Equality compares plain values.
 *
 * @param id          the back end's number for it
 * @param name        for people; may repeat between cameras
 * @param lat         latitude in degrees, null when the back end does not know it
 * @param lang        longitude in degrees (the contract's spelling), null when the back end does not know it
 * @param storageType "none", "sd_card" or "cloud"; the back end's affair
 * @param stationId   the police station, null when the back end does not say
 * @param access      how to reach it
 */
public record Camera(long id, String name, Double lat, Double lang, String storageType, Long stationId,
                     CameraAccess access) {
}
