package dev.vigil.incident;

import dev.vigil.detection.Assessment;
import dev.vigil.detection.CrimeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One camera's incidents, one after another. Feed it every assessment and, about once a second, the time; it answers
 * with what has to happen, mostly nothing (and then without allocating). Decisions are made on monotonic time; wall
 * times only label events and may jump. One thread at a time.
 *
 * <ul>
 * <li>Confidence above the alert threshold opens an incident; however high it is, a crime is confirmed only once it
 *     was sustained, as {@link IncidentRules} defines. Its type is what most of the confidence was about.
 * <li>A crime is confirmed once per incident, but a graver one that takes over is confirmed as well, once it was
 *     sustained by itself: a fight must not go unreported because a trespass was reported before.
 * <li>An alert follows when the confidence moved by a step since the last alert, before and after the confirmation, but
 *     only with a confidence above the alert threshold: winding down is told by the stop.
 * <li>The incident ends when nothing above the alert threshold less the hysteresis was seen for a while. It ends as
 *     {@link ClearReason#BLIND} when in more than half of that while nothing was seen at all.
 * </ul>
 */
public final class IncidentMachine {

    private static final List<IncidentEvent> NOTHING = List.of();
    /** Frames' labels and their arrivals drift apart by less than this unless a clock was set. */
    private static final Duration SAME_CLOCK = Duration.ofSeconds(5);

    private final IncidentRules rules;
    private final Run runUp;
    private final Run crimeRun;
    private final Run graverRun;
    private final RecentConfidence recent;
    private long number;
    private Phase phase = Phase.CALM;
    private Instant startTime;
    private long startNanos;
    private CrimeType confirmedType;
    private double peak;
    private double lastAlertConfidence;
    private long lastAlertNanos;
    private long lastActiveNanos;
    private Assessment latest;

    public IncidentMachine(IncidentRules rules) {
        this.rules = rules;
        this.runUp = new Run(rules.dipTolerance().toNanos());
        this.crimeRun = new Run(rules.dipTolerance().toNanos());
        this.graverRun = new Run(rules.dipTolerance().toNanos());
        this.recent = new RecentConfidence(rules.crimeSustain().toNanos());
    }

    public Phase phase() {
        return phase;
    }

    /** The open incident, if there is one. */
    public Optional<Incident> current() {
        return phase == Phase.CALM ? Optional.empty()
                : Optional.of(new Incident(number, phase, startTime, peak, latest));
    }

    /** Takes the newest assessment; one that is older than the last, or not a number, is ignored. */
    public List<IncidentEvent> onAssessment(Assessment assessment) {
        double confidence = assessment.confidence();
        if (Double.isNaN(confidence) || latest != null && assessment.arrivalNanos() - latest.arrivalNanos() < 0) {
            return NOTHING;
        }
        latest = assessment;
        runUp.observe(assessment, confidence >= rules.onsetLevel());
        crimeRun.observe(assessment, confidence > rules.crimeThreshold());
        recent.add(assessment);
        if (phase == Phase.CALM) {
            return confidence > rules.alertThreshold() ? suspect(assessment) : NOTHING;
        }
        peak = Math.max(peak, confidence);
        if (confidence >= rules.alertThreshold() - rules.hysteresis()) {
            lastActiveNanos = assessment.arrivalNanos();
        }
        if (phase == Phase.SUSPICIOUS && sustained(assessment, crimeRun)) {
            return confirm(assessment, startTime, startNanos);
        }
        if (phase == Phase.CRIME) {
            graverRun.observe(assessment, confidence > rules.crimeThreshold()
                    && assessment.type().graverThan(confirmedType));
            if (recent.type().graverThan(confirmedType) && sustained(assessment, graverRun)) {
                return confirm(assessment, graverRun.beganTime(), graverRun.beganNanos());
            }
        }
        if (worthAnUpdate(assessment)) {
            return alert(assessment, new IncidentEvent.Updated(number, assessment));
        }
        return clearWhenQuiet(assessment.arrivalNanos(), assessment.frameTime());
    }

    /** Notices that time passes without assessments. */
    public List<IncidentEvent> onTick(long nowNanos, Instant now) {
        return phase == Phase.CALM ? NOTHING : clearWhenQuiet(nowNanos, now);
    }

    /**
     * Ends the open incident, if there is one, because nobody will watch this camera any more.
     *
     * @param reason {@link ClearReason#CAMERA_REMOVED} or {@link ClearReason#SHUTDOWN}
     */
    public List<IncidentEvent> end(ClearReason reason, long nowNanos, Instant now) {
        return phase == Phase.CALM ? NOTHING : clear(reason, nowNanos, now);
    }

    private List<IncidentEvent> suspect(Assessment assessment) {
        long lookBack = Math.min(assessment.arrivalNanos() - runUp.beganNanos(), rules.onsetLookBack().toNanos());
        startNanos = assessment.arrivalNanos() - lookBack;
        startTime = startNanos == runUp.beganNanos() ? runUp.beganTime()
                : assessment.frameTime().minus(rules.onsetLookBack());
        startTime = measured(startTime, startNanos, assessment);
        number++;
        phase = Phase.SUSPICIOUS;
        peak = assessment.confidence();
        lastActiveNanos = assessment.arrivalNanos();
        return alert(assessment, new IncidentEvent.Suspected(number, startTime, assessment));
    }

    private List<IncidentEvent> alert(Assessment assessment, IncidentEvent event) {
        lastAlertConfidence = assessment.confidence();
        lastAlertNanos = assessment.arrivalNanos();
        return List.of(event);
    }

    private boolean worthAnUpdate(Assessment assessment) {
        double confidence = assessment.confidence();
        return confidence > rules.alertThreshold()
                && Math.abs(confidence - lastAlertConfidence) >= rules.updateStep()
                && assessment.arrivalNanos() - lastAlertNanos >= rules.updateGap().toNanos();
    }

    private boolean sustained(Assessment assessment, Run run) {
        return assessment.confidence() > rules.crimeThreshold()
                && run.open() && assessment.arrivalNanos() - run.startNanos() >= rules.crimeSustain().toNanos()
                && recent.count() >= rules.minSamples()
                && recent.mean() > rules.crimeThreshold();
    }

    private List<IncidentEvent> confirm(Assessment assessment, Instant began, long beganNanos) {
        phase = Phase.CRIME;
        confirmedType = recent.type();
        graverRun.reset();
        return List.of(new IncidentEvent.Confirmed(number, confirmedType, recent.mean(),
                measured(began, beganNanos, assessment), assessment.frameTime(), assessment));
    }

    /**
     * When something began, by the label of a later frame: its own label, unless the wall clock was set in between.
     * Then the later label counts, since clocks are set to be right, and the monotonic time is measured back from it.
     */
    private static Instant measured(Instant began, long beganNanos, Assessment later) {
        Instant measured = later.frameTime().minusNanos(later.arrivalNanos() - beganNanos);
        boolean agrees = Duration.between(measured, began).abs().compareTo(SAME_CLOCK) <= 0
                && !began.isAfter(later.frameTime());
        return agrees ? began : measured;
    }

    private List<IncidentEvent> clearWhenQuiet(long nowNanos, Instant now) {
        if (nowNanos - lastActiveNanos < rules.clearAfter().toNanos()) {
            return NOTHING;
        }
        long unseen = nowNanos - latest.arrivalNanos();
        long seenCalm = latest.arrivalNanos() - lastActiveNanos;
        return clear(unseen > seenCalm ? ClearReason.BLIND : ClearReason.CALM, nowNanos, now);
    }

    private List<IncidentEvent> clear(ClearReason reason, long nowNanos, Instant now) {
        boolean confirmed = phase == Phase.CRIME;
        phase = Phase.CALM;
        // What comes next is a new incident: its activity did not begin in this one.
        runUp.reset();
        crimeRun.reset();
        return List.of(new IncidentEvent.Cleared(number, reason, confirmed, nowNanos, now));
    }
}
