package dev.vigil.alarm;

import dev.vigil.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * The ways to one camera's siren, in the order in which they are tried. One that fails or does not answer within its
 * budget is left behind for the next; the one that worked is tried first for the rest of the incident; ways known to
 * be unavailable come last. Silence goes to every way that may have sounded, to all at once.
 */
public final class SirenChain implements AutoCloseable {

    /** How often ways are asked to get ready again. */
    private static final Duration PREPARE = Duration.ofSeconds(60);
    /**
     * When ways begin to get ready: the pictures of all cameras come first, and a siren that is wanted before gets ready
     * by that.
     */
    public static final Duration PREPARE_FIRST = Duration.ofSeconds(3);
    /** Between cameras whose numbers follow each other; it has no factor in common with a minute. */
    private static final long SPREAD_MILLIS = 23_209;

    private final long camera;
    private final List<WayLane> ways;
    private final Duration budget;
    private final LeftOn leftOn;
    private final SirenListener listener;
    private final TimeSource time;

    /** The way that worked in this incident; null before. */
    private volatile WayLane worked;
    /** Guarded by this; null when nothing was begun that {@link #sound} has not heard of. */
    private Begun begun;
    private final Map<String, String> toldUnavailable = new HashMap<>();
    private long prepareAt;
    private boolean prepared;

    /**
     * @param camera its id; what was left on for it is silenced by the first {@link #silence}
     * @param ways   in the order in which they are tried
     * @param budget how long each may take until the next is tried
     */
    public SirenChain(long camera, List<Siren> ways, Duration budget, LeftOn leftOn, SirenListener listener,
            TimeSource time) {
        this.camera = camera;
        this.budget = budget;
        this.leftOn = leftOn;
        this.listener = listener;
        this.time = time;
        prepareAt = time.nanos() + PREPARE_FIRST.toNanos();
        Set<String> left = leftOn.ways(camera);
        this.ways = ways.stream()
                .map(way -> new WayLane("camera-" + camera, way, left.contains(way.way()), time)).toList();
    }

    /** Whether some way was commanded to sound, now or before a crash, and not silenced since. */
    boolean mayBeSounding() {
        return ways.stream().anyMatch(WayLane::mayBeSounding);
    }

    /** A command that is on its way before anybody waits for its answer. */
    private record Begun(WayLane lane, Future<?> command) {
    }

    /**
     * Has the first way sound the siren, without waiting: to be called by whoever decides, so that the command is on its
     * way before another thread has to wake up. {@link #sound} then takes over, or {@link #silence} takes it back.
     */
    synchronized void begin(Duration duration) {
        inOrder().stream().findFirst().ifPresent(first -> begun = new Begun(first, first.submit(true, duration)));
    }

    private synchronized Future<?> command(WayLane lane, Duration duration) {
        Begun before = begun;
        begun = null;
        return before != null && before.lane() == lane ? before.command() : lane.submit(true, duration);
    }

    /** All at once, with their answers to come; they come after what was begun. */
    private synchronized Map<WayLane, Future<?>> commandSilence() {
        begun = null;
        Map<WayLane, Future<?>> commands = new LinkedHashMap<>();
        ways.stream().filter(WayLane::mayBeSounding)
                .forEach(lane -> commands.put(lane, lane.submit(false, Duration.ZERO)));
        return commands;
    }

    /**
     * Sounds the siren by the first way that works.
     *
     * @param wanted asked before each further way: nothing more is tried once it is not wanted any more
     * @return the siren that sounds
     * @throws SirenException with the reasons of all ways when none worked
     */
    Siren sound(Duration duration, BooleanSupplier wanted) throws SirenException {
        List<String> reasons = new ArrayList<>();
        boolean mayHaveSounded = false;
        for (WayLane lane : inOrder()) {
            if (!reasons.isEmpty() && !wanted.getAsBoolean()) {
                reasons.add("it is not wanted any more");
                break;
            }
            long start = time.nanos();
            Future<?> command = command(lane, duration);
            remember(lane);
            try {
                WayLane.await(command, budget);
                worked = lane;
                told(lane, true, start, Optional.empty());
                return lane.siren();
            } catch (SirenException failure) {
                mayHaveSounded |= failure.mayHaveSounded();
                reasons.add(lane.siren().way() + ": " + failure.getMessage());
                told(lane, true, start, Optional.of(failure.getMessage()));
            }
        }
        String all = reasons.isEmpty() ? "it has no way to its siren" : String.join("; ", reasons);
        throw mayHaveSounded ? new SirenException(all, null) : SirenException.refused(all);
    }

    private List<WayLane> inOrder() {
        return ways.stream().sorted(Comparator.<WayLane>comparingInt(lane -> lane == worked ? 0
                : lane.unavailableBecause().isEmpty() ? 1 : 2)).toList();
    }

    /**
     * Silences every way that may have sounded. What fails counts as silent once it has fallen silent by itself.
     *
     * @throws SirenException with the reasons of those that may still sound
     */
    void silence() throws SirenException {
        worked = null;
        long start = time.nanos();
        Map<WayLane, Future<?>> commands = commandSilence();
        List<String> reasons = new ArrayList<>();
        long deadline = System.nanoTime() + budget.toNanos();
        for (WayLane lane : commands.keySet()) {
            try {
                WayLane.await(commands.get(lane), Duration.ofNanos(deadline - System.nanoTime()));
                told(lane, false, start, Optional.empty());
            } catch (SirenException failure) {
                told(lane, false, start, Optional.of(failure.getMessage()));
                if (lane.silentByItself()) {
                    lane.forget();
                } else {
                    reasons.add(lane.siren().way() + ": " + failure.getMessage());
                }
            }
        }
        remember(null);
        if (!reasons.isEmpty()) {
            throw new SirenException(String.join("; ", reasons), null);
        }
    }

    /** To be called about once a second: has the ways get ready when it is time, each on its own thread. */
    void tick() {
        ways.forEach(this::tellAvailability);
        if (time.nanos() - prepareAt >= 0) {
            // All cameras begin when the service does: from the second time on each has its own moment.
            long early = prepared ? 0 : camera * SPREAD_MILLIS % PREPARE.toMillis();
            prepareAt = time.nanos() + PREPARE.minusMillis(early).toNanos();
            prepared = true;
            ways.forEach(lane -> lane.prepare(() -> tellAvailability(lane)));
        }
    }

    /** Whether some way should work. */
    boolean available() {
        return ways.stream().anyMatch(lane -> lane.unavailableBecause().isEmpty());
    }

    /** The ways that are known not to work, each with its reason; empty when all should. */
    Optional<String> unavailableBecause() {
        String all = ways.stream().flatMap(lane -> lane.unavailableBecause()
                .map(reason -> lane.siren().way() + ": " + reason).stream()).collect(Collectors.joining("; "));
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    private void tellAvailability(WayLane lane) {
        String way = lane.siren().way();
        String reason = lane.unavailableBecause().orElse(null);
        synchronized (toldUnavailable) {
            String before = reason == null ? toldUnavailable.remove(way) : toldUnavailable.put(way, reason);
            if (reason == null && before != null) {
                listener.available(way);
            } else if (reason != null && !reason.equals(before)) {
                listener.unavailable(way, reason);
            }
        }
    }

    private void remember(WayLane commanded) {
        leftOn.remember(camera, ways.stream().filter(lane -> lane == commanded || lane.mayBeSounding())
                .map(lane -> lane.siren().way()).toList());
    }

    private void told(WayLane lane, boolean sounds, long start, Optional<String> failure) {
        listener.attempted(new SirenAttempt(lane.siren().way(), sounds, time.nanos() - start, failure));
        tellAvailability(lane);
    }

    /** Sends nothing; to be silenced first. */
    @Override
    public void close() {
        ways.forEach(WayLane::close);
    }
}
