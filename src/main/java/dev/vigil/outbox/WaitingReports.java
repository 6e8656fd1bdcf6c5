package dev.vigil.outbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reports in the order of their delivery: each camera's in turn; across cameras the most urgent, then the oldest. */
final class WaitingReports {

    private record Numbered(long number, Report report) {
    }

    private static final Comparator<Numbered> URGENCY =
            Comparator.<Numbered, ReportKind>comparing(one -> one.report().kind()).thenComparing(Numbered::number);

    private final Map<Long, Deque<Numbered>> ofCamera = new LinkedHashMap<>();
    private long lowest;
    private long highest;
    private int size;

    void add(Report report) {
        of(report).addLast(new Numbered(highest++, report));
        size++;
    }

    /** Puts older reports, in their order, before all others. */
    void addBefore(List<Report> older) {
        for (int i = older.size() - 1; i >= 0; i--) {
            of(older.get(i)).addFirst(new Numbered(--lowest, older.get(i)));
            size++;
        }
    }

    private Deque<Numbered> of(Report report) {
        return ofCamera.computeIfAbsent(report.cameraId(), id -> new ArrayDeque<>());
    }

    /** The one to be delivered next; null when there is none. */
    Report first() {
        return ofCamera.values().stream().map(Deque::peek).min(URGENCY).map(Numbered::report).orElse(null);
    }

    void remove(Report report) {
        Deque<Numbered> reports = ofCamera.get(report.cameraId());
        if (reports != null && reports.removeIf(one -> one.report().key().equals(report.key()))) {
            size--;
            if (reports.isEmpty()) {
                ofCamera.remove(report.cameraId());
            }
        }
    }

    /** Alerts of incidents that have stopped since, the oldest first; at most so many. */
    List<Report> stale(int most) {
        List<Numbered> stale = new ArrayList<>();
        for (Deque<Numbered> reports : ofCamera.values()) {
            boolean stopped = false;
            for (Iterator<Numbered> latestFirst = reports.descendingIterator(); latestFirst.hasNext();) {
                Numbered one = latestFirst.next();
                stopped |= one.report().kind() == ReportKind.STOP;
                if (stopped && one.report().kind() == ReportKind.ALERT) {
                    stale.add(one);
                }
            }
        }
        return stale.stream().sorted(Comparator.comparing(Numbered::number)).limit(most).map(Numbered::report)
                .toList();
    }

    int size() {
        return size;
    }
}
