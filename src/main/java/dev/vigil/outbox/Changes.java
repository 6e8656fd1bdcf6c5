package dev.vigil.outbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What the disk does not know yet; it is written in one piece, and collected while it cannot be written. */
final class Changes {

    private final Map<UUID, Report> decided = new LinkedHashMap<>();
    private final Map<Long, ReportKind> last = new HashMap<>();
    private final Set<UUID> gone = new HashSet<>();
    private final List<RefusedReport> refused = new ArrayList<>();

    void decided(Report report) {
        decided.put(report.key(), report);
        last.put(report.cameraId(), report.kind());
    }

    /** A new file knows none of these, whatever the old one knew. */
    void decidedAnew(Collection<Report> reports) {
        decided.clear();
        gone.clear();
        reports.forEach(this::decided);
    }

    /** It need not be kept any more; if it was never written, it never will be. */
    void gone(Report report) {
        if (decided.remove(report.key()) == null) {
            gone.add(report.key());
        }
    }

    void refused(RefusedReport report) {
        refused.add(report);
    }

    boolean isEmpty() {
        return decided.isEmpty() && last.isEmpty() && gone.isEmpty() && refused.isEmpty();
    }

    void clear() {
        decided.clear();
        last.clear();
        gone.clear();
        refused.clear();
    }

    Collection<Report> decided() {
        return decided.values();
    }

    /** The kind of each camera's latest report. */
    Map<Long, ReportKind> last() {
        return last;
    }

    Set<UUID> gone() {
        return gone;
    }

    List<RefusedReport> refused() {
        return refused;
    }
}
