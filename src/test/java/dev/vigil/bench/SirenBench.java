package dev.vigil.bench;

import dev.vigil.alarm.LeftOn;
import dev.vigil.alarm.Siren;
import dev.vigil.alarm.SirenAnswer;
import dev.vigil.alarm.SirenAttempt;
import dev.vigil.alarm.SirenChain;
import dev.vigil.alarm.SirenControl;
import dev.vigil.alarm.SirenListener;
import dev.vigil.alarm.SirenMemory;
import dev.vigil.alarm.SirenTimings;
import dev.vigil.time.TimeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * How long a siren takes, from the decision (the call of {@link SirenControl#sound}) to the request's arrival at the
 * camera, which is a little after it was on the wire, and to the camera's answer as the control hears it; through the
 * whole of the alarm room, its threads and its memory on disk included. Cold is the first command of new sirens that
 * know nothing of their cameras; warm is what follows, with pauses that a fight's end would make; first is the very
 * first sound of the process, by sirens that have got ready. Arguments choose the ways; without any it is all of them.
 *
 * <pre>./mvnw -q test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=dev.vigil.bench.SirenBench \
 *     -Dexec.args=tapo</pre>
 */
public final class SirenBench {

    /** Every way that there is. */
    private static final Map<String, IntFunction<Fleet>> WAYS = new TreeMap<>(Map.of(
            "tapo", TapoFleet::new,
            "onvif", OnvifFleet::new,
            "backend", BackendFleet::new));
    private static final int COMMANDS = 1000;
    private static final int COLD_COMMANDS = 200;

    private SirenBench() {
    }

    public static void main(String[] arguments) throws InterruptedException {
        // Without it the JDK's server, which rehearsal devices are made of, holds answers back for 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        Logger.getLogger("dev.vigil").setLevel(Level.WARNING);
        List<String> ways = arguments.length == 0 ? List.copyOf(WAYS.keySet()) : List.of(arguments);
        if (!WAYS.keySet().containsAll(ways)) {
            System.err.println("ways to a siren are " + String.join(", ", WAYS.keySet()));
            System.exit(1);
        }
        System.out.printf("%-8s %7s %-5s %9s | %9s %9s | %10s %9s   ms%n", "way", "cameras", "", "commands",
                "wire p50", "p99", "answer p50", "p99");
        for (String way : ways) {
            for (int cameras : List.of(1, 50)) {
                try (Fleet fleet = WAYS.get(way).apply(cameras)) {
                    measure(way, fleet);
                }
            }
        }
    }

    private static void measure(String way, Fleet fleet) throws InterruptedException {
        Times discarded = new Times();
        Times first = new Times();
        try (Round round = new Round(fleet, true)) {
            round.prepare();
            round.run(1, first);
        }
        if (fleet.size() == 1) {
            print(way, fleet, "first", first);
        }
        try (Round round = new Round(fleet, false)) {
            round.run(200 / fleet.size(), discarded);
        }
        Times cold = new Times();
        for (int i = 0; i < COLD_COMMANDS / fleet.size(); i++) {
            try (Round round = new Round(fleet, false)) {
                round.run(1, cold);
            }
        }
        print(way, fleet, "cold", cold);
        Times warm = new Times();
        try (Round round = new Round(fleet, true)) {
            round.prepare();
            round.run(2, discarded);
            round.run(COMMANDS / fleet.size(), warm);
        }
        print(way, fleet, "warm", warm);
    }

    private static void print(String way, Fleet fleet, String state, Times times) {
        System.out.printf("%-8s %7d %-5s %9d | %9.2f %9.2f | %10.2f %9.2f%n", way, fleet.size(), state,
                times.answer.size(), millis(times.wire, 0.5), millis(times.wire, 0.99), millis(times.answer, 0.5),
                millis(times.answer, 0.99));
    }

    private static double millis(List<Long> nanos, double share) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, (int) (sorted.size() * share))) / 1e6;
    }

    private static final class Times {
        private final List<Long> wire = new ArrayList<>();
        private final List<Long> answer = new ArrayList<>();
    }

    /** All cameras of a fleet, sounded at once and silenced at once, again and again. */
    private static final class Round implements AutoCloseable {

        private final Fleet fleet;
        private final LeftOn leftOn = new LeftOn(new SirenMemory(Path.of("target", "bench", "sirens.properties")));
        private final Semaphore done = new Semaphore(0);
        private final List<SirenControl> controls = new ArrayList<>();
        private final long[] answers;

        Round(Fleet fleet, boolean warm) {
            this.fleet = fleet;
            answers = new long[fleet.size()];
            List<Siren> sirens = fleet.sirens(warm);
            for (int i = 0; i < sirens.size(); i++) {
                SirenListener listener = new Listener(i);
                controls.add(new SirenControl("bench-" + i, new SirenChain(i, List.of(sirens.get(i)),
                        Duration.ofSeconds(10), leftOn, listener, TimeSource.system()), SirenTimings.DEFAULT, listener,
                        () -> false, TimeSource.system()));
            }
        }

        /** Lets each siren get ready, as it does when its camera is assigned. */
        void prepare() throws InterruptedException {
            controls.forEach(SirenControl::start);
            Thread.sleep(2000 + 200L * controls.size());
        }

        void run(int times, Times into) throws InterruptedException {
            for (int i = 0; i < times; i++) {
                long[] decided = new long[controls.size()];
                for (int camera = 0; camera < decided.length; camera++) {
                    decided[camera] = System.nanoTime();
                    controls.get(camera).sound();
                }
                settle();
                for (int camera = 0; camera < decided.length; camera++) {
                    into.wire.add(fleet.heardAt(camera) - decided[camera]);
                    into.answer.add(answers[camera]);
                }
                controls.forEach(SirenControl::silence);
                settle();
                Thread.sleep(5);
            }
        }

        private void settle() throws InterruptedException {
            if (!done.tryAcquire(controls.size(), 30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a siren has not answered");
            }
        }

        @Override
        public void close() {
            controls.forEach(SirenControl::close);
            leftOn.close();
        }

        private final class Listener implements SirenListener {

            private final int camera;

            private Listener(int camera) {
                this.camera = camera;
            }

            @Override
            public void sounded(SirenAnswer answer) {
                answers[camera] = answer.nanos();
                done.release();
            }

            @Override
            public void silenced() {
                done.release();
            }

            @Override
            public void failed(String reasons) {
                System.err.println("camera " + camera + " is tried again: " + reasons);
            }

            @Override
            public void overdue(Duration bound) {
                System.err.println("camera " + camera + " is overdue");
            }

            @Override
            public void attempted(SirenAttempt attempt) {
                // Heard by the control.
            }

            @Override
            public void unavailable(String way, String reason) {
                System.err.println("camera " + camera + " by way of " + way + ": " + reason);
            }

            @Override
            public void available(String way) {
                // As it should be.
            }
        }
    }
}
