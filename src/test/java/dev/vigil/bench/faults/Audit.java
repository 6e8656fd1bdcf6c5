package dev.vigil.bench.faults;

import dev.vigil.rehearsal.backend.Received;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Accounts for every report of a stage's lives. What was ever durable is known from the outbox's file, which numbers
 * its reports without gaps and keeps the last number; what was decided, from the service's log; what arrived, from the
 * site's record.
 */
final class Audit {

    private static final long LATE_MILLIS = 60_000;
    private static final String ALERT = "/api/model/alert";
    private static final String STOP = "/api/model/alert/stop";
    private static final String CRIME = "/api/model/crime";
    private static final Set<String> REPORTS = Set.of(ALERT, STOP, CRIME);

    private final List<Life> lives;
    /** Every try of every report, in order of arrival. */
    private final List<Received> tries;
    /** What was done for each key, in order of the first time. */
    private final Map<String, List<Received>> done = new LinkedHashMap<>();

    Audit(List<Life> lives, List<Received> received) {
        this.lives = List.copyOf(lives);
        tries = received.stream().filter(request -> REPORTS.contains(request.path())).toList();
        tries.stream().filter(one -> one.outcome() != Received.Outcome.NOT_DONE)
                .forEach(one -> done.computeIfAbsent(one.key(), key -> new ArrayList<>()).add(one));
    }

    /** The last life was left in peace. */
    int kills() {
        return lives.size() - 1;
    }

    /** Reports decided, as the log tells. */
    int decided() {
        return lives.stream().mapToInt(life -> life.log().decided().size()).sum();
    }

    /** Reports that were ever durable. */
    long durable() {
        return lives.get(lives.size() - 1).outbox().ever();
    }

    /** Different reports that the site took. */
    int arrived() {
        return done.size();
    }

    int tries() {
        return tries.size();
    }

    /** Durable and never taken by the site. */
    long lost() {
        Set<String> waited = new HashSet<>();
        lives.forEach(life -> life.outbox().waiting().forEach(one -> waited.add(one.key())));
        waited.removeAll(done.keySet());
        return Math.max(waited.size(), durable() - arrived());
    }

    /** Taken by the site and yet never durable; 0 while a delivery is tried only after the disk has the report. */
    long neverDurable() {
        return Math.max(0, arrived() - durable());
    }

    int refused() {
        return lives.get(lives.size() - 1).outbox().refused();
    }

    /** Reports decided in the last moment before a kill, which the disk did not have by then. */
    int cutShort() {
        int sum = 0;
        for (int i = 0; i < lives.size(); i++) {
            sum += Math.max(0, missing(i));
        }
        return sum;
    }

    /** How long before its kill the oldest of those was decided, in milliseconds. */
    long oldestCutShort() {
        long most = 0;
        for (int i = 0; i < lives.size(); i++) {
            List<LocalTime> decided = lives.get(i).log().decided();
            if (missing(i) > 0) {
                LocalTime killed = lives.get(i).killed().atZone(ZoneId.systemDefault()).toLocalTime();
                most = Math.max(most, ServiceLog.millis(decided.get(decided.size() - missing(i)), killed));
            }
        }
        return most;
    }

    private int missing(int life) {
        long before = life == 0 ? 0 : lives.get(life - 1).outbox().ever();
        return lives.get(life).log().decided().size() - (int) (lives.get(life).outbox().ever() - before);
    }

    /** Reports that the site took more than once, each with one key. */
    long repeated() {
        return done.values().stream().filter(times -> times.size() > 1).count();
    }

    /** Repetitions but those after an answer that was lost: spoilt by the site, or cut off by the kill that followed. */
    long repeatedWithoutCause() {
        long count = 0;
        for (List<Received> times : done.values()) {
            for (int i = 1; i < times.size(); i++) {
                count += answerLost(times.get(i - 1), times.get(i)) ? 0 : 1;
            }
        }
        return count;
    }

    /** Reports go one by one: whoever was killed before it came to another report may not know of this one's answer. */
    private boolean answerLost(Received first, Received second) {
        if (first.outcome() == Received.Outcome.DONE_UNTOLD) {
            return true;
        }
        long next = tries.stream().filter(one -> one.nanos() > first.nanos() && !one.key().equals(first.key()))
                .mapToLong(Received::nanos).findFirst().orElse(Long.MAX_VALUE);
        return lives.stream().mapToLong(Life::killNanos)
                .anyMatch(kill -> kill > first.nanos() && kill < second.nanos() && kill < next);
    }

    /** Keys under which different things were sent, and crimes that came under different keys. */
    long differentlyRepeated() {
        Map<String, Set<String>> bodies = new HashMap<>();
        Map<String, Set<String>> keys = new HashMap<>();
        for (Received one : tries) {
            bodies.computeIfAbsent(one.key(), key -> new HashSet<>()).add(one.path() + one.body());
            if (one.path().equals(CRIME)) {
                keys.computeIfAbsent(one.body().toString(), body -> new HashSet<>()).add(one.key());
            }
        }
        return bodies.values().stream().filter(set -> set.size() > 1).count()
                + keys.values().stream().filter(set -> set.size() > 1).count();
    }

    /**
     * Reports that came before one of their camera that was decided earlier: against the order in the outbox's file,
     * and against what an incident is, an alert first, then alerts and crimes, then a stop.
     */
    int outOfOrder() {
        Map<Long, List<Received>> ofCamera = done.values().stream().map(times -> times.get(0))
                .collect(Collectors.groupingBy(one -> one.body().path("camera_id").asLong()));
        return ofCamera.values().stream().mapToInt(Audit::breaches).sum() + inversions();
    }

    private static int breaches(List<Received> reports) {
        int breaches = 0;
        boolean open = false;
        for (Received report : reports) {
            breaches += report.path().equals(ALERT) || open ? 0 : 1;
            open = !report.path().equals(STOP);
        }
        return breaches;
    }

    private int inversions() {
        Map<String, Integer> place = new HashMap<>();
        done.keySet().forEach(key -> place.put(key, place.size()));
        int inversions = 0;
        for (Life life : lives) {
            Map<Long, Integer> last = new HashMap<>();
            for (OutboxFile.Waiting one : life.outbox().waiting()) {
                Integer now = place.get(one.key());
                Integer before = last.get(one.camera());
                if (now != null) {
                    inversions += before != null && before > now ? 1 : 0;
                    last.put(one.camera(), now);
                }
            }
        }
        return inversions;
    }

    /** Milliseconds from decision to delivery that this share of the reports did not exceed, as the service tells. */
    long delay(double share) {
        List<Long> sorted = lives.stream().flatMap(life -> life.log().delays().stream()).sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(Math.min(sorted.size() - 1, (int) (share * sorted.size())));
    }

    /** Reports delivered more than a minute after their decision. */
    long late() {
        return lives.stream().flatMap(life -> life.log().delays().stream()).filter(delay -> delay > LATE_MILLIS).count();
    }
}
