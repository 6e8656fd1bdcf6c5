package dev.vigil.camera;

import java.util.List;

/** What the back end assigns now: the cameras that could be opened, and those that could not. */
public record OpenedAssignment(List<Camera> cameras, List<BrokenCamera> broken) {

    public OpenedAssignment {
        cameras = List.copyOf(cameras);
        broken = List.copyOf(broken);
    }
}
