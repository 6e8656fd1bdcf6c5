package dev.vigil.camera;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The cameras to be watched at one moment, each id once. Immutable; moving to the next one is pure. */
public final class Assignment {
    private final Map<Long, Camera> cameras;

    private Assignment(Map<Long, Camera> cameras) {
        this.cameras = cameras;
    }

    /** Before the first answer of the back end. */
    public static Assignment none() {
        return new Assignment(Map.of());
    }

    /** The cameras in the back end's order. */
    public List<Camera> cameras() {
        return List.copyOf(cameras.values());
    }

    /** Their ids in the same order, as the heartbeat wants them. */
    public List<Long> ids() {
        return List.copyOf(cameras.keySet());
    }

    /** What has to happen for {@code next} to hold; where it lists an id twice, the later one counts. */
    public AssignmentChange changeTo(OpenedAssignment next) {
        Map<Long, Camera> now = new LinkedHashMap<>();
        next.cameras().forEach(camera -> now.put(camera.id(), camera));
        Map<Fate, List<Camera>> fates = now.values().stream().collect(Collectors.groupingBy(this::fate));
        List<BrokenCamera> kept = new ArrayList<>();
        List<BrokenCamera> broken = new ArrayList<>();
        Set<Long> told = new LinkedHashSet<>(now.keySet());
        for (BrokenCamera camera : next.broken()) {
            if (told.add(camera.id())) {
                Camera before = cameras.get(camera.id());
                (before == null ? broken : kept).add(camera);
                if (before != null) {
                    now.put(camera.id(), before);
                }
            }
        }
        List<Camera> removed = cameras.values().stream().filter(camera -> !now.containsKey(camera.id())).toList();
        return new AssignmentChange(new Assignment(now), of(fates, Fate.ADDED), removed, of(fates, Fate.CHANGED),
                of(fates, Fate.RENAMED), of(fates, Fate.UNCHANGED), kept, broken);
    }

    private enum Fate { ADDED, CHANGED, RENAMED, UNCHANGED }

    private Fate fate(Camera camera) {
        Camera before = cameras.get(camera.id());
        if (before == null) {
            return Fate.ADDED;
        }
        if (!before.access().equals(camera.access())) {
            return Fate.CHANGED;
        }
        return before.equals(camera) ? Fate.UNCHANGED : Fate.RENAMED;
    }

    private static List<Camera> of(Map<Fate, List<Camera>> fates, Fate fate) {
        return fates.getOrDefault(fate, List.of());
    }

    @Override
    public String toString() {
        return "Assignment" + cameras.keySet();
    }
}
