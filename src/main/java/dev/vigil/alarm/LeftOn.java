package dev.vigil.alarm;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Remembers which sirens may be sounding, and by which ways, so that those left on by a crash are silenced at the next
 * start. The disk is written by a thread of its own: no siren waits for it.
 */
public final class LeftOn implements AutoCloseable {

    private static final String KEY = "sounding.";

    private final SirenMemory memory;
    private final ThreadPoolExecutor writer;
    private final Map<String, Optional<String>> changes = new HashMap<>();

    public LeftOn(SirenMemory memory) {
        this.memory = memory;
        writer = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "siren-memory");
            thread.setDaemon(true);
            return thread;
        }, new ThreadPoolExecutor.DiscardPolicy());
        writer.allowCoreThreadTimeOut(true);
    }

    /** The ways by which this camera's siren may have been left on. */
    Set<String> ways(long camera) {
        return memory.get(KEY + camera).map(ways -> Arrays.stream(ways.split(",")).collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    /**
     * The cameras whose sirens may have been left on though they are none of these, each with the ways by which it was;
     * they are forgotten with this. Nothing is kept on disk with which one could log in to them, so somebody must be
     * told.
     */
    public Map<Long, String> forgetAllBut(Collection<Long> cameras) {
        Map<Long, String> others = new TreeMap<>();
        memory.startingWith(KEY).forEach((key, ways) -> {
            String camera = key.substring(KEY.length());
            if (camera.matches("\\d{1,18}") && !cameras.contains(Long.valueOf(camera))) {
                others.put(Long.valueOf(camera), ways);
            }
        });
        others.keySet().forEach(camera -> remember(camera, Set.of()));
        return others;
    }

    /** From now on it may be sounding by these ways; none when it is silent. */
    void remember(long camera, Collection<String> ways) {
        synchronized (changes) {
            changes.put(KEY + camera, ways.isEmpty() ? Optional.empty() : Optional.of(String.join(",", ways)));
        }
        writer.execute(this::write);
    }

    /** All that has changed meanwhile, of however many cameras, in one go. */
    private void write() {
        Map<String, Optional<String>> batch;
        synchronized (changes) {
            batch = Map.copyOf(changes);
            changes.clear();
        }
        if (!batch.isEmpty()) {
            memory.change(batch);
        }
    }

    /** Writes what is still to be written, waiting for it some seconds at most. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            // Not interrupted where it takes longer: that would spoil what is being written.
            writer.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
