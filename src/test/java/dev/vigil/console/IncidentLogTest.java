package dev.vigil.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.alarm.Mutes;
import dev.vigil.alarm.SirenAnswer;
import dev.vigil.detection.Assessment;
import dev.vigil.detection.CrimeType;
import dev.vigil.incident.ClearReason;
import dev.vigil.incident.IncidentEvent;
import dev.vigil.outbox.Report;
import dev.vigil.outbox.ReportKind;
import dev.vigil.stream.Frame;
import dev.vigil.stream.PictureSize;
import dev.vigil.time.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IncidentLogTest {

    private static final long MILLI = 1_000_000;

    private final ManualTime time = new ManualTime();
    private final Mutes mutes = new Mutes(time);
    private final IncidentLog log = new IncidentLog(mutes, time);

    private Assessment cause(double confidence) {
        return new Assessment(time.nanos(), time.now(), confidence, CrimeType.FIGHTING, "violent motion", null);
    }

    /** A frame that took 10, 5 and 60 ms until the model had answered. */
    private Frame frame() {
        Frame frame = new Frame(new PictureSize(2, 2));
        frame.arrivalNanos = time.nanos();
        frame.decodedNanos = frame.arrivalNanos + 10 * MILLI;
        frame.batchedNanos = frame.decodedNanos + 5 * MILLI;
        frame.inferredNanos = frame.batchedNanos + 60 * MILLI;
        return frame;
    }

    private void suspected(long camera, long incident) {
        Frame frame = frame();
        log.happened(camera, "Gate", new IncidentEvent.Suspected(incident, time.now(), cause(60)), frame,
                frame.inferredNanos + 2 * MILLI);
    }

    private void delivered(long camera, ReportKind kind, Duration age) {
        log.delivered(new Report(UUID.randomUUID(), camera, kind, "{}", time.now().minus(age)));
    }

    private IncidentView newest() {
        return log.newest(1).get(0);
    }

    @Test
    void anIncidentIsToldFromSuspicionToItsEndWithWhatEachStepTook() {
        List<IncidentView.Phase> told = new ArrayList<>();
        log.onChange(incident -> told.add(incident.phase()));
        suspected(3, 1);
        assertEquals(new IncidentView.Latency(10, 5, 60, 2, null, null, null), newest().latency());
        log.sirenSounded(3, new SirenAnswer("tapo", 40 * MILLI));
        time.pass(Duration.ofMillis(30));
        delivered(3, ReportKind.ALERT, Duration.ofMillis(30));
        log.happened(3, "Gate", new IncidentEvent.Updated(1, cause(97)), frame(), 0);
        log.happened(3, "Gate", new IncidentEvent.Confirmed(1, CrimeType.ASSAULT, 91, time.now(), time.now(),
                cause(92)), frame(), 0);
        time.pass(Duration.ofMillis(20));
        delivered(3, ReportKind.CRIME, Duration.ofMillis(20));
        log.happened(3, "Gate", new IncidentEvent.Cleared(1, ClearReason.CALM, true, 0, time.now()), null, 0);

        IncidentView seen = newest();
        assertEquals(new IncidentView.Latency(10, 5, 60, 2, 40.0, 30.0, 20.0), seen.latency());
        assertEquals("tapo", seen.sirenWay());
        assertEquals("assault", seen.type());
        assertEquals(97, seen.peak());
        assertEquals("the scene is calm", seen.clearedBecause());
        assertEquals(IncidentView.Phase.CLEARED, told.get(told.size() - 1));
        assertTrue(log.open(3).isEmpty());
    }

    @Test
    void whatBelongsToAnEarlierIncidentOrAnotherCameraChangesNothing() {
        time.pass(Duration.ofSeconds(10));
        suspected(3, 1);
        log.sirenSounded(4, new SirenAnswer("tapo", MILLI));
        delivered(4, ReportKind.ALERT, Duration.ZERO);
        delivered(3, ReportKind.ALERT, Duration.ofSeconds(5));
        delivered(3, ReportKind.CRIME, Duration.ZERO);
        assertNull(newest().latency().siren());
        assertNull(newest().latency().report());
        assertNull(newest().latency().crimeReport());
    }

    @Test
    void aMutedSirenIsToldAndOldIncidentsAreForgotten() {
        mutes.mute(3, Duration.ofMinutes(1), "anna", "fire drill");
        suspected(3, 1);
        assertTrue(newest().muted());
        for (long incident = 2; incident <= 300; incident++) {
            suspected(incident, 1);
        }
        assertEquals(200, log.newest(1000).size());
        assertEquals(300, newest().camera());
    }
}
