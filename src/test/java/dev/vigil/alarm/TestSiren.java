package dev.vigil.alarm;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Stands where a camera would: records what it is told, fails or hangs on demand. */
final class TestSiren implements Siren {

    final List<String> commands = new CopyOnWriteArrayList<>();
    volatile int failures;
    volatile boolean refuses;
    volatile CountDownLatch camera = new CountDownLatch(0);
    volatile String unavailable;
    volatile boolean staysOn;
    volatile boolean closed;
    private final String way;

    TestSiren(String way) {
        this.way = way;
    }

    @Override
    public String way() {
        return way;
    }

    @Override
    public void sound(Duration duration) throws SirenException {
        answer("sound " + duration);
    }

    @Override
    public void silence() throws SirenException {
        answer("silence");
    }

    private void answer(String command) throws SirenException {
        try {
            camera.await();
        } catch (InterruptedException interrupted) {
            throw new SirenException("interrupted", interrupted);
        }
        commands.add(command);
        if (refuses) {
            throw SirenException.refused("it refused");
        }
        if (failures > 0) {
            failures--;
            throw new SirenException("no answer", null);
        }
    }

    @Override
    public Optional<Duration> fallsSilentAfter(Duration asked) {
        return staysOn ? Optional.empty() : Optional.of(asked);
    }

    @Override
    public Optional<String> unavailableBecause() {
        return Optional.ofNullable(unavailable);
    }

    @Override
    public void close() {
        closed = true;
    }
}
