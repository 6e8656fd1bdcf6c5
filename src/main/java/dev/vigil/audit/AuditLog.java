package dev.vigil.audit;

import dev.vigil.time.TimeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * An append-only log whose every line holds the hash of the line before and a seal, so that {@link AuditCheck} finds
 * what was changed afterwards. {@link #record} returns at once: a thread of its own writes the lines and forces them to
 * disk, within milliseconds. A disk that fails is told once and tried again; entries wait in memory until they are too
 * many, then they are counted as lost, and the log itself says how many. Safe for use by many threads.
 */
public final class AuditLog implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(AuditLog.class);

    /** Some megabytes at most. */
    private static final int MOST_WAITING = 10_000;
    private static final int BATCH = 256;

    /**
     * How the log is kept.
     *
     * @param days        for how many days whole days are kept
     * @param mostWaiting entries that may wait for the disk
     * @param retry       wait after the disk failed
     * @param lastLines   for how long the end waits for what is not written yet
     */
    record Rules(int days, int mostWaiting, Duration retry, Duration lastLines) {
    }

    private final Path folder;
    private final AuditPast past;
    private final AuditSeal seal;
    private final Rules rules;
    private final TimeSource time;
    private final BlockingQueue<AuditFiles.Stamped> queue;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final ScheduledThreadPoolExecutor worker;
    private volatile boolean closed;
    private volatile String problem;
    /** Only the worker touches what follows. */
    private final Deque<AuditFiles.Stamped> batch = new ArrayDeque<>();
    private AuditFiles files;
    private Future<?> later;
    private long lostTold;
    private LocalDate witnessed;

    /**
     * Goes on with the log in that folder, or begins one.
     *
     * @param days for how many days whole days are kept
     */
    public AuditLog(Path folder, AuditSeal seal, int days, TimeSource time) {
        this(folder, seal, new Rules(days, MOST_WAITING, Duration.ofSeconds(5), Duration.ofSeconds(3)), time);
    }

    AuditLog(Path folder, AuditSeal seal, Rules rules, TimeSource time) {
        this.folder = folder;
        past = AuditPast.in(folder);
        this.seal = seal;
        this.rules = rules;
        this.time = time;
        queue = new LinkedBlockingQueue<>(rules.mostWaiting());
        worker = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "audit");
            thread.setDaemon(true);
            return thread;
        });
        worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        worker.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        worker.execute(this::write);
    }

    /** Keeps the entry under the present time. Never waits and never throws. */
    public void record(AuditEntry entry) {
        if (closed || !queue.offer(new AuditFiles.Stamped(time.now(), entry))) {
            lost.incrementAndGet();
        } else if (asked.compareAndSet(false, true)) {
            worker.execute(this::write);
        }
    }

    /** What was written before this process. */
    public AuditPast past() {
        return past;
    }

    /** Entries that this process has on the disk, the log's own notes included. */
    public long written() {
        return written.get();
    }

    /** Entries that found too many waiting for the disk, or came after {@link #close}. */
    public long lost() {
        return lost.get();
    }

    /** Why entries are not on the disk at present; empty while they are. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    private void write() {
        asked.set(false);
        if (later != null) {
            later.cancel(false);
        }
        try {
            if (files == null) {
                open();
            }
            fill();
            do {
                append();
            } while (fill());
            if (problem != null) {
                LOG.infof("the audit log is written again");
                problem = null;
            }
        } catch (IOException | UncheckedIOException failed) {
            failed(failed);
        }
    }

    private void open() throws IOException {
        AuditRecovery recovery = AuditRecovery.in(folder);
        files = new AuditFiles(folder, seal, rules.days(), recovery);
        for (AuditEntry note : recovery.notes()) {
            LOG.warnf("audit log in %s: %s", folder, note.fields().get("what"));
            batch.add(new AuditFiles.Stamped(time.now(), note));
        }
        witness("goes on");
    }

    /** Whether there is something to write. */
    private boolean fill() {
        queue.drainTo(batch, Math.max(0, BATCH - batch.size()));
        long missing = lost.get() - lostTold;
        if (missing > 0 && !closed) {
            lostTold += missing;
            batch.add(new AuditFiles.Stamped(time.now(), AuditEntry.of("log.lost").with("entries", missing)));
        }
        return !batch.isEmpty();
    }

    private void append() throws IOException {
        long before = files.newest().sequence();
        try {
            files.append(batch, time.now());
        } finally {
            written.addAndGet(files.newest().sequence() - before);
        }
        if (!LocalDate.ofInstant(time.now(), ZoneOffset.UTC).equals(witnessed)) {
            witness("goes on");
        }
    }

    /** What is said in another log cannot be changed here: it tells whoever cut this one off and had the key. */
    private void witness(String how) {
        witnessed = LocalDate.ofInstant(time.now(), ZoneOffset.UTC);
        LOG.infof("audit log %s at entry %d with sha256 %s", how, files.newest().sequence(), files.newest().sha256());
    }

    private void failed(Exception failure) {
        String now = folder + " cannot be written: " + failure;
        if (!now.equals(problem)) {
            problem = now;
            LOG.errorf("the audit log in %s; entries wait in memory, up to %d: look at the disk", now,
                    rules.mostWaiting());
        }
        asked.set(true);
        later = worker.schedule(this::write, rules.retry().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void end() {
        if (files == null) {
            return;
        }
        try {
            witness("ends");
            files.close();
        } catch (IOException failed) {
            LOG.warnf("the audit log in %s cannot be closed: %s", folder, failed.getMessage());
        }
    }

    /** Writes what waits, which takes some seconds at most, and ends. */
    @Override
    public void close() {
        closed = true;
        worker.execute(this::write);
        worker.execute(this::end);
        worker.shutdown();
        try {
            // Not interrupted after that, which would close the file in the middle of a line.
            boolean ended = worker.awaitTermination(rules.lastLines().toMillis(), TimeUnit.MILLISECONDS);
            if (!ended || problem != null) {
                LOG.errorf("the audit log in %s lost its last entries: the disk does not take them", folder);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
