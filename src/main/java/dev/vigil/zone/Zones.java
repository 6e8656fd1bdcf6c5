package dev.vigil.zone;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The zones of all cameras.
 *
 * @param byCamera by the back end's number of the camera; a camera without zones is not in it
 */
public record Zones(Map<Long, List<Zone>> byCamera) {

    public Zones {
        byCamera = Map.copyOf(byCamera);
    }

    public static Zones none() {
        return new Zones(Map.of());
    }

    /**
     * Reads the file that docs/zones.md describes.
     *
     * @throws ZoneException when there is a mistake in it, with all of them
     */
    public static Zones read(Path file) {
        return new ZoneFile(file).read();
    }

    /** The zones of that camera, none for most. */
    public List<Zone> of(long camera) {
        return byCamera.getOrDefault(camera, List.of());
    }
}
