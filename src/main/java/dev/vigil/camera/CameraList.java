package dev.vigil.camera;

import java.time.Instant;
import java.util.List;

/**
 * What the back end listed, as it stood at one moment.
 *
 * @param fetched when the back end said so
 * @param cameras in its order; empty where it assigns none
 */
public record CameraList(Instant fetched, List<AssignedCamera> cameras) {

    public CameraList {
        cameras = List.copyOf(cameras);
    }
}
