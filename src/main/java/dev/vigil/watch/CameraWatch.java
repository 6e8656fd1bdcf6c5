package dev.vigil.watch;

import dev.vigil.alarm.SirenAnswer;
import dev.vigil.alarm.SirenByHand;
import dev.vigil.alarm.SirenControl;
import dev.vigil.camera.Camera;
import dev.vigil.detection.Assessment;
import dev.vigil.detection.CrimeType;
import dev.vigil.detection.Detector;
import dev.vigil.incident.ClearReason;
import dev.vigil.incident.Incident;
import dev.vigil.incident.IncidentEvent;
import dev.vigil.incident.IncidentMachine;
import dev.vigil.incident.Phase;
import dev.vigil.inference.Batcher;
import dev.vigil.inference.FrameHandler;
import dev.vigil.inference.Lane;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.ModelKind;
import dev.vigil.inference.Outputs;
import dev.vigil.stream.Alertness;
import dev.vigil.stream.BlindCause;
import dev.vigil.stream.Frame;
import dev.vigil.stream.FrameMailbox;
import dev.vigil.stream.SpareFrames;
import dev.vigil.stream.StreamCounters;
import dev.vigil.stream.StreamDetails;
import dev.vigil.stream.StreamListener;
import dev.vigil.stream.Tamper;
import dev.vigil.stream.VideoSource;
import dev.vigil.stream.VideoStream;
import dev.vigil.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * Watches one camera: its frames go from the stream through the shared batcher to this camera's detector and incident,
 * whose events sound the siren and file the reports. What goes wrong here touches no other camera.
 */
public final class CameraWatch implements FrameHandler, StreamListener {

    private static final Logger LOG = Logger.getLogger(CameraWatch.class);

    /** From this confidence on, in percent, a zone has somebody in it. */
    private static final double A_STAY = 5;

    private final TimeSource time;
    private final WatchObserver observer;
    private final FrameMailbox mailbox;
    private final VideoStream stream;
    private final Detector detector;
    private final IncidentMachine incidents;
    private final SirenControl siren;
    /** Called under the lock: else a stop that time decides could overtake the alert that a frame decided before. */
    private final Responder responder;
    private final Batcher batcher;
    private final double suspicion;
    private final SirenByHand sirenByHand;
    private final SnapshotTap snapshots = new SnapshotTap();
    private final CameraJournal journal;

    private volatile Camera camera;
    private volatile Lane lane;
    private volatile String blindBecause = "not yet connected";
    private volatile double confidence;
    private final Pace pace = new Pace();
    /** Guarded by this, as are the detector and the incidents. */
    private boolean ended;
    private int people;
    private boolean suspicious;
    private ModelBundle model;

    /** @throws IllegalArgumentException when the camera's address cannot be opened */
    CameraWatch(Camera camera, WatchTools tools, SpareFrames spare) {
        this.camera = camera;
        time = tools.time();
        observer = tools.observer();
        batcher = tools.batcher();
        detector = tools.detectors().apply(camera);
        incidents = new IncidentMachine(tools.rules());
        suspicion = tools.rules().onsetLevel();
        journal = tools.journal().of(camera.id());
        model = batcher.bundle();
        mailbox = new FrameMailbox(model.input(), spare);
        stream = new VideoStream("camera-" + camera.id(), VideoSource.rtsp(camera.access().rtsp().url(),
                tools.transport()), tools.streams(), mailbox, this, time);
        responder = new Responder(this::label, this::name, camera, journal, tools);
        siren = responder.siren();
        sirenByHand = new SirenByHand(camera.id(), siren, tools.mutes());
    }

    void start() {
        journal.watched(camera.name());
        lane = batcher.join(mailbox, this);
        stream.start();
        siren.start();
    }

    @Override
    public void onOutputs(Frame frame, Outputs outputs, int index) {
        Assessment assessment;
        synchronized (this) {
            if (ended) {
                return;
            }
            assessment = detector.assess(frame, outputs, index);
            journal.assessed(assessment);
            responder.respond(incidents.onAssessment(assessment), frame);
            lane.urgent(incidents.phase() != Phase.CALM);
            people = detector.peopleInSight();
            suspicious = suspicious(assessment);
            stream.judged(frame, incidents.phase() != Phase.CALM, suspicious, people);
        }
        confidence = assessment.confidence();
        siren.confirm();
        observer.decided(frame, time.nanos());
        snapshots.offer(frame, detector, assessment);
    }

    /** Something may become an incident, or somebody's stay is being counted. */
    private boolean suspicious(Assessment assessment) {
        return assessment.confidence() >= suspicion
                || assessment.type() != CrimeType.FIGHTING && assessment.confidence() >= A_STAY;
    }

    private void heed() {
        stream.heed(incidents.phase() != Phase.CALM, suspicious, people);
    }

    /** To be called about once a second: notices that nothing is seen any more. */
    void tick() {
        synchronized (this) {
            if (ended) {
                return;
            }
            responder.respond(incidents.onTick(time.nanos(), time.now()), null);
            lane.urgent(incidents.phase() != Phase.CALM);
            keepPace();
            heed();
            if (batcher.bundle() != model) {
                // Another model is to see for itself what is there.
                model = batcher.bundle();
                stream.askForLook();
            }
        }
        siren.tick();
    }

    private void keepPace() {
        StreamCounters counters = stream.counters();
        if (counters.connected()) {
            pace.look(time.nanos(), counters.decoded(), lane.given(), lane.inferred(),
                    batcher.bundle().kind() == ModelKind.POSE ? Pace.NEEDED : 0,
                    stream.alertness() == Alertness.CALM);
        } else {
            pace.forget();
        }
    }

    @Override
    public void connected(StreamDetails details) {
        synchronized (this) {
            detector.reset();
            people = 0;
            suspicious = false;
            heed();
        }
        lane.forget();
        blindBecause = null;
        LOG.infof("%s connected: %s", label(), details);
    }

    @Override
    public void blind(BlindCause cause, String detail) {
        blindBecause = cause.words();
        confidence = 0;
        journal.blind(cause.words());
        LOG.warnf("%s is blind: %s (%s)", label(), cause.words(), detail);
    }

    @Override
    public void unreachable(int failures) {
        LOG.errorf("%s is unreachable after %d tries in a row; it is tried slowly from now on", label(), failures);
    }

    @Override
    public void tampered(Tamper finding) {
        if (finding == null) {
            LOG.infof("%s TAMPER is over: its pictures are as they use to be", label());
        } else {
            LOG.warnf("%s TAMPER %s: %s", label(), finding.name().toLowerCase(Locale.ROOT), finding.words());
        }
    }

    @Override
    public void back(Duration blind) {
        journal.back(blind);
        LOG.infof("%s is back after %.1f s blind", label(), blind.toMillis() / 1000.0);
    }

    Camera camera() {
        return camera;
    }

    /** For how long nothing has come of what the stream's thread is at. */
    long readerBusyNanos() {
        return stream.busyNanos();
    }

    /** Whether the stream's thread has ended. */
    boolean readerEnded() {
        return stream.isAtRest();
    }

    /** Takes over a new name or place; the way to the camera has not changed. */
    void rename(Camera renamed) {
        camera = renamed;
    }

    /** Ends the watch: an open incident is closed, the siren silenced, the stream closed. Returns within seconds. */
    void close(ClearReason reason) {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            responder.respond(incidents.end(reason, time.nanos(), time.now()), null);
        }
        journal.released(reason);
        siren.close();
        if (lane != null) {
            lane.leave();
        }
        stream.close();
    }

    public long id() {
        return camera.id();
    }

    public String name() {
        return camera.name();
    }

    /** The camera in log lines: its number and name. */
    String label() {
        return "camera " + camera.id() + " '" + camera.name() + "'";
    }

    /** Why it cannot be seen, in words; empty while it is seen. */
    public Optional<String> blindBecause() {
        return Optional.ofNullable(blindBecause);
    }

    /** How closely it is looked at. */
    public Alertness alertness() {
        return stream.alertness();
    }

    /** What its pictures show to be wrong with it; empty where nothing is. */
    public Optional<Tamper> tamper() {
        return stream.tamper();
    }

    /** Of the latest assessment, 0 to 100; 0 while blind. */
    public double confidence() {
        return confidence;
    }

    /** How often it is looked at. */
    public Pace pace() {
        return pace;
    }

    public synchronized Optional<Incident> incident() {
        return incidents.current();
    }

    /** The next frame that the model sees, with the people it saw there; comes when it is assessed, if ever. */
    public CompletableFuture<Snapshot> nextSnapshot() {
        stream.askForLook();
        return snapshots.next();
    }

    /** What people may do to the siren. */
    public SirenByHand sirenByHand() {
        return sirenByHand;
    }

    public SirenControl.State siren() {
        return siren.state();
    }

    /** Whether some way to the siren should work. */
    public boolean sirenAvailable() {
        return siren.available();
    }

    /** The ways to the siren that are known not to work, each with its reason; empty when all should. */
    public Optional<String> sirenUnavailableBecause() {
        return siren.unavailableBecause();
    }

    /** How the siren came to sound in the open incident, or in the last one; empty when it has not. */
    public Optional<SirenAnswer> sirenAnswer() {
        return responder.sirenAnswer();
    }

    public StreamCounters stream() {
        return stream.counters();
    }

    /** Frames not inferred because a newer one came first. */
    public long superseded() {
        return mailbox.superseded();
    }

    /** Frames inferred, and dropped for their age. */
    public Lane lane() {
        return lane;
    }
}
