package dev.vigil.inference;

import dev.vigil.time.TimeSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Whose frame is next: of the lanes that wait, the one that was served longest ago, whatever the order in which their
 * frames came. So all cameras are served equally often when there is more to do than can be done, and nobody is behind
 * more than one frame of each other camera.
 *
 * <p>Urgent lanes (of cameras in alarm) have a queue of their own that goes first, but never takes more than
 * {@value #URGENT_IN_A_ROW} places in a row while others wait. An ordinary lane among n is therefore served within
 * {@code (URGENT_IN_A_ROW + 1) * n} places, an urgent one among u within about {@code u * 4 / 3}, whatever comes.
 *
 * <p>Streams' threads {@link #offer} lanes, the batcher's one thread takes them. Allocates nothing on the steady path.
 */
final class Schedule {

    static final int URGENT_IN_A_ROW = 3;

    private final TimeSource time;
    private final PriorityQueue<Lane> urgent = new PriorityQueue<>(Comparator.comparingLong(lane -> lane.served));
    private final PriorityQueue<Lane> ordinary = new PriorityQueue<>(urgent.comparator());
    private int members;
    private long places;
    private int urgentInARow;
    /** When somebody began to wait who found nobody waiting. */
    private long firstNanos;
    private boolean closed;
    /** Somebody wants the batcher's thread, whether lanes wait or not. */
    private boolean wanted;
    /** The batcher's thread while it sleeps, and how many must wait for it to be woken. */
    private Thread sleeper;
    private int wakeAt;

    Schedule(TimeSource time) {
        this.time = time;
    }

    synchronized void join(Lane lane) {
        members++;
        lane.member = true;
        lane.served = ++places;
    }

    /** False where it had left already. */
    synchronized boolean leave(Lane lane) {
        if (!lane.member) {
            return false;
        }
        lane.member = false;
        members--;
        if (lane.queued) {
            lane.queued = false;
            (lane.urgent ? urgent : ordinary).remove(lane);
        }
        return true;
    }

    /** A frame of that lane waits. */
    synchronized void offer(Lane lane) {
        if (!lane.member || lane.queued) {
            return;
        }
        if (waiting() == 0) {
            firstNanos = time.nanos();
        }
        lane.queued = true;
        (lane.urgent ? urgent : ordinary).add(lane);
        wakeIf(waiting() >= Math.min(wakeAt, members));
    }

    /** From now on the lane goes first, or no longer. */
    synchronized void urgent(Lane lane, boolean now) {
        if (lane.urgent == now) {
            return;
        }
        if (lane.queued) {
            (lane.urgent ? urgent : ordinary).remove(lane);
            (now ? urgent : ordinary).add(lane);
        }
        lane.urgent = now;
    }

    /** The lane whose turn it is, which waits no longer; null where none waits. */
    synchronized Lane next() {
        boolean yields = urgentInARow >= URGENT_IN_A_ROW && !ordinary.isEmpty();
        boolean first = !urgent.isEmpty() && !yields;
        Lane lane = first ? urgent.poll() : ordinary.poll();
        if (lane != null) {
            urgentInARow = first ? urgentInARow + 1 : 0;
            lane.queued = false;
            lane.served = ++places;
        }
        return lane;
    }

    /** Lanes that wait. */
    synchronized int waiting() {
        return urgent.size() + ordinary.size();
    }

    /**
     * Blocks until a lane waits, and then a little for company: at most {@code maxWaitNanos}, no longer than there was
     * nothing to do before, and not at all once {@code full} lanes or all of them wait, or after {@link #wake}. False
     * when closed.
     *
     * @param idleSinceNanos when the engine came to rest
     */
    boolean await(int full, long maxWaitNanos, long idleSinceNanos) {
        sleepUntil(1, Long.MAX_VALUE);
        long first;
        synchronized (this) {
            first = firstNanos;
        }
        long window = window(maxWaitNanos, first, idleSinceNanos);
        if (window > 0) {
            sleepUntil(full, first + window);
        }
        synchronized (this) {
            wanted = false;
            return !closed;
        }
    }

    /** How long to wait for company: the less, the less time there was with nothing to do. */
    static long window(long maxWaitNanos, long firstNanos, long idleSinceNanos) {
        return Math.min(maxWaitNanos, Math.max(firstNanos - idleSinceNanos, 0));
    }

    /** Sleeps until so many wait, or it is that time, or wanted or closed. */
    private void sleepUntil(int enough, long deadlineNanos) {
        while (true) {
            synchronized (this) {
                long left = deadlineNanos == Long.MAX_VALUE ? deadlineNanos : deadlineNanos - time.nanos();
                if (closed || wanted || left <= 0 || waiting() > 0 && waiting() >= Math.min(enough, members)) {
                    sleeper = null;
                    return;
                }
                sleeper = Thread.currentThread();
                wakeAt = enough;
            }
            // Parking is what waits without garbage; a wake-up that comes before it is not lost.
            if (deadlineNanos == Long.MAX_VALUE) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, deadlineNanos - time.nanos());
            }
        }
    }

    /** Has {@link #await} return, now or the next time. */
    synchronized void wake() {
        wanted = true;
        wakeIf(true);
    }

    synchronized void close() {
        closed = true;
        wakeIf(true);
    }

    private void wakeIf(boolean enough) {
        if (enough && sleeper != null) {
            LockSupport.unpark(sleeper);
            sleeper = null;
        }
    }
}
