package dev.vigil.alarm;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what a siren tells: its life in {@link #life}, the attempts of its ways in {@link #attempts}. */
final class HeardSiren implements SirenListener {

    final List<String> life = new CopyOnWriteArrayList<>();
    final List<String> attempts = new CopyOnWriteArrayList<>();
    final List<String> availability = new CopyOnWriteArrayList<>();
    volatile SirenAnswer answer;

    @Override
    public void sounded(SirenAnswer sounding) {
        answer = sounding;
        life.add("sounded " + sounding.way());
    }

    @Override
    public void silenced() {
        life.add("silenced");
    }

    @Override
    public void failed(String reasons) {
        life.add("failed " + reasons);
    }

    @Override
    public void overdue(Duration bound) {
        life.add("overdue " + bound);
    }

    @Override
    public void attempted(SirenAttempt attempt) {
        attempts.add(attempt.way() + (attempt.sounds() ? " sound " : " silence ")
                + attempt.failure().orElse("answered"));
    }

    @Override
    public void unavailable(String way, String reason) {
        availability.add(way + " unavailable: " + reason);
    }

    @Override
    public void available(String way) {
        availability.add(way + " available");
    }
}
