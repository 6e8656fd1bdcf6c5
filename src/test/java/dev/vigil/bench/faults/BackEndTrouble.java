package dev.vigil.bench.faults;

import dev.vigil.rehearsal.backend.Fault;
import dev.vigil.rehearsal.backend.Faults;
import dev.vigil.rehearsal.backend.RehearsalBackend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * A back end that is well for a while and then fails in one of its ways, until interrupted; the same for the same seed.
 * Its last word is that all is well.
 */
final class BackEndTrouble implements Runnable {

    private static final List<String> REPORTS =
            List.of("/api/model/alert", "/api/model/alert/stop", "/api/model/crime");
    private static final int WELL_MILLIS = 4000;
    private static final int TROUBLED_MILLIS = 2500;

    private final RehearsalBackend backend;
    private final Random random;

    BackEndTrouble(RehearsalBackend backend, long seed) {
        this.backend = backend;
        random = new Random(seed);
    }

    @Override
    public void run() {
        try {
            while (true) {
                Thread.sleep(random.nextInt(WELL_MILLIS));
                fail(random.nextInt(10));
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private void fail(int way) throws InterruptedException {
        switch (way) {
            case 0 -> refuse();
            case 1 -> all(Fault.json(500, "{\"message\":\"Server Error\"}"));
            case 2 -> all(Fault.html(500));
            case 3 -> all(Fault.html(200));
            case 4 -> all(Fault.tooMany("1"));
            case 5 -> all(Fault.hang());
            case 6 -> backend.revokeTokens();
            case 7 -> all(Fault.late(Duration.ofMillis(700)));
            // The answer is lost after the work was done: for a while, and just once.
            case 8 -> all(Fault.cut());
            default -> REPORTS.forEach(path -> backend.faults().once(path, Fault.cut()));
        }
    }

    private void all(Fault fault) throws InterruptedException {
        Faults faults = backend.faults();
        REPORTS.forEach(path -> faults.always(path, fault));
        try {
            Thread.sleep(random.nextInt(TROUBLED_MILLIS));
        } finally {
            faults.clear();
        }
    }

    private void refuse() throws InterruptedException {
        backend.goAway();
        try {
            Thread.sleep(random.nextInt(TROUBLED_MILLIS));
        } finally {
            try {
                backend.comeBack();
            } catch (IOException portTaken) {
                throw new UncheckedIOException(portTaken);
            }
        }
    }
}
