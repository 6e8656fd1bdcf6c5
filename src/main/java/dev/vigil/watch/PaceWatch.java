package dev.vigil.watch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Tells, once when it begins and once when it is over, that cameras are looked at too seldom. */
final class PaceWatch {

    private static final Logger LOG = Logger.getLogger(PaceWatch.class);
    private static final int MOST_NAMED = 20;
    /** It is over once it was over for so many looks: at the edge of what the engine carries it comes and goes. */
    private static final int CALM_LOOKS = 10;

    private final Map<Pace.State, Integer> told = new EnumMap<>(Pace.State.class);

    /** To be called about once a second. */
    void look(Collection<CameraWatch> watches) {
        for (Pace.State state : Pace.State.values()) {
            List<CameraWatch> there = watches.stream().filter(watch -> watch.pace().state() == state).toList();
            if (state != Pace.State.WELL) {
                follow(state, there, watches);
            }
        }
    }

    private void follow(Pace.State state, List<CameraWatch> there, Collection<CameraWatch> all) {
        if (!there.isEmpty()) {
            if (told.put(state, 0) == null) {
                LOG.logf(state == Pace.State.BEHIND ? Logger.Level.INFO : Logger.Level.WARN, "%s", words(state, there,
                        all));
            }
        } else if (told.containsKey(state) && told.merge(state, 1, Integer::sum) > CALM_LOOKS) {
            told.remove(state);
            LOG.infof("%s (%s)", over(state), summary(all));
        }
    }

    private static String words(Pace.State state, List<CameraWatch> there, Collection<CameraWatch> all) {
        String cameras = named(there);
        return switch (state) {
            case TOO_SLOW -> !there.get(0).pace().isRateKnown() ? "WATCHING TOO SLOWLY: crimes may be missed. The model"
                    + " sees less than half of what it should (" + summary(all) + "). Give it more processors or a"
                    + " GPU, move cameras away, or raise FRAME_SKIP or the bundle's hop. " + cameras
                    : String.format(Locale.ROOT, "WATCHING TOO SLOWLY: fights may be missed. The engine cannot"
                    + " carry all cameras (%s); recognising a fight takes %.1f pictures a second of each. Give it more"
                    + " processors or a GPU, move cameras away, or raise FRAME_SKIP where that leaves %.1f. %s",
                    summary(all), Pace.NEEDED, Pace.NEEDED, cameras);
            case SPARSE -> String.format(Locale.ROOT, "SAMPLED TOO SELDOM: fights may be missed. Recognising a fight"
                    + " takes %.1f pictures a second; lower FRAME_SKIP for %s", Pace.NEEDED, cameras);
            default -> "more pictures come than the engine carries: each camera is looked at less often, evenly ("
                    + summary(all) + "). " + cameras;
        };
    }

    private static String over(Pace.State state) {
        return switch (state) {
            case TOO_SLOW -> "no camera is watched too slowly any more";
            case SPARSE -> "no camera is sampled too seldom any more";
            default -> "the engine carries all pictures again";
        };
    }

    /** All cameras in one line: how many, and the pictures a second of all together. */
    static String summary(Collection<CameraWatch> watches) {
        double seen = watches.stream().mapToDouble(watch -> watch.pace().seen()).sum();
        double given = watches.stream().mapToDouble(watch -> watch.pace().given()).sum();
        return String.format(Locale.ROOT, "%d %s, %.1f of %.1f pictures a second", watches.size(),
                watches.size() == 1 ? "camera" : "cameras", seen, given);
    }

    /** Each camera with its rate, such as "3: 1.0 of 5.0"; of many the first ones. */
    static String named(List<CameraWatch> watches) {
        List<String> names = watches.stream().limit(MOST_NAMED)
                .map(watch -> watch.id() + ": " + watch.pace()).collect(Collectors.toCollection(ArrayList::new));
        if (watches.size() > MOST_NAMED) {
            names.add("and " + (watches.size() - MOST_NAMED) + " more");
        }
        return String.join("; ", names);
    }
}
