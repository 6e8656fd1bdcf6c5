package dev.vigil.outbox;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reports in the order of their delivery: each camera's in turn; across cameras the most urgent, then the oldest. */
final class WaitingReports {

    private record Numbered(long number, Report report) {
    }

    private static final Comparator<Numbered> URGENCY =
            Comparator.<Numbered, ReportKind>comparing(one -> one.report().kind()).thenComparing(Numbered::number);

    private final Map<Long, Deque<Numbered>> ofCamera = new LinkedHashMap<>();
    private long added;
    private int size;

    void add(Report report) {
        ofCamera.computeIfAbsent(report.cameraId(), id -> new ArrayDeque<>()).add(new Numbered(added++, report));
        size++;
    }

    /** The one to be delivered next; null when there is none. */
    Report first() {
        return ofCamera.values().stream().map(Deque::peek).min(URGENCY).map(Numbered::report).orElse(null);
    }

    /** Takes away a report that was first among its camera's. */
    void remove(Report report) {
        Deque<Numbered> reports = ofCamera.get(report.cameraId());
        reports.remove();
        size--;
        if (reports.isEmpty()) {
            ofCamera.remove(report.cameraId());
        }
    }

    int size() {
        return size;
    }
}
