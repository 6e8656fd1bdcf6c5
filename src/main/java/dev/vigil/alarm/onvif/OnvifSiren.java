package dev.vigil.alarm.onvif;

import dev.vigil.alarm.CredentialsFingerprint;
import dev.vigil.alarm.Siren;
import dev.vigil.alarm.SirenException;
import dev.vigil.alarm.SirenMemory;
import dev.vigil.alarm.onvif.OnvifException.Kind;
import dev.vigil.camera.CameraAccess;
import dev.vigil.time.TimeSource;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * A siren at a camera's first relay output. A password that the camera refuses is not sent again, after a restart
 * neither, until the credentials change.
 */
public final class OnvifSiren implements Siren {

    private static final Logger LOG = Logger.getLogger(OnvifSiren.class);
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CameraAccess access;
    private final SirenMemory memory;
    private final String refusedKey;
    private final OnvifDevice device;

    /** The relay, once it is known. */
    private volatile Relay relay;
    private volatile String problem;
    /** Nothing to be done about the problem by asking again. */
    private boolean settled;
    private boolean remembered;

    /** @param http from {@link #client}, shared between cameras */
    public OnvifSiren(CameraAccess access, HttpClient http, SirenMemory memory, TimeSource time) {
        this.access = access;
        this.memory = memory;
        refusedKey = "onvif.refused." + access.host() + ":" + access.onvifPort();
        device = new OnvifDevice(new SoapClient(http, access.host(), access.onvifPort(), PATIENCE), access.user(),
                access.password(), time);
    }

    /** For all cameras together: it keeps connections and holds nobody up. */
    public static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER).build();
    }

    @Override
    public String way() {
        return "onvif";
    }

    @Override
    public void sound(Duration duration) throws SirenException {
        set(true);
    }

    @Override
    public void silence() throws SirenException {
        set(false);
    }

    /** A bistable relay never falls back by itself; one that is not known yet may be of that kind. */
    @Override
    public Optional<Duration> fallsSilentAfter(Duration asked) {
        Relay known = relay;
        return known == null ? Optional.empty() : known.pulse();
    }

    @Override
    public Optional<String> unavailableBecause() {
        return Optional.ofNullable(problem);
    }

    @Override
    public void prepare() {
        try {
            if (settledBefore()) {
                return;
            }
            readClock();
            if (relay == null) {
                find();
            }
            problem = null;
        } catch (OnvifException failure) {
            learn(failure);
        }
    }

    private void set(boolean active) throws SirenException {
        try {
            if (relay == null && !settledBefore()) {
                readClock();
                find();
            }
            if (settled) {
                throw SirenException.refused(problem);
            }
            device.set(relay, active);
            problem = null;
        } catch (OnvifException failure) {
            learn(failure);
            if (failure.kind() == Kind.UNCLEAR || failure.kind() == Kind.DROPPED) {
                throw new SirenException(failure.getMessage(), failure);
            }
            throw SirenException.refused(problem);
        }
    }

    /** What is settled, in this life or in one before, is not asked again. */
    private boolean settledBefore() {
        if (!remembered) {
            remembered = true;
            if (memory.get(refusedKey).filter(kept -> CredentialsFingerprint.matches(kept, access.user(),
                    access.password())).isPresent()) {
                settle("the camera refused user name and password before a restart; " + remedy());
            }
        }
        return settled;
    }

    /** A camera that does not tell its time, or only to those it knows, is taken to have ours. */
    private void readClock() throws OnvifException {
        try {
            Duration ahead = device.readClock().ahead();
            if (ahead.abs().toSeconds() >= 60) {
                LOG.debugf("%s: the camera's clock is %d s ahead", access.host(), ahead.toSeconds());
            }
        } catch (OnvifException failure) {
            if (failure.kind() == Kind.UNREACHABLE || failure.kind() == Kind.UNCLEAR
                    || failure.kind() == Kind.DROPPED) {
                throw failure;
            }
        }
    }

    private void find() throws OnvifException {
        List<Relay> relays = device.relays();
        memory.remove(refusedKey);
        if (relays.isEmpty()) {
            settle("the camera has no relay output, so ONVIF cannot sound its siren");
            throw new OnvifException(Kind.NOT_SUPPORTED, problem);
        }
        relay = relays.get(0);
        LOG.infof("%s: siren relay %s of %d, %s, idle %s", access.host(), relay.token(), relays.size(),
                relay.pulse().map(pulse -> "monostable for " + pulse).orElse("bistable"), relay.idleState());
    }

    private void learn(OnvifException failure) {
        switch (failure.kind()) {
            case NOT_AUTHORIZED -> {
                memory.put(refusedKey, CredentialsFingerprint.of(access.user(), access.password()));
                settle("the camera refuses user name and password (" + failure.getMessage() + "); " + remedy());
            }
            case NOT_SUPPORTED, REFUSED -> {
                if (!settled) {
                    // Perhaps its relays have changed: they are listed anew before the next command.
                    relay = null;
                    problem = "the camera refuses: " + failure.getMessage();
                }
            }
            case UNREACHABLE, UNCLEAR, DROPPED -> problem = failure.getMessage();
        }
    }

    private void settle(String reason) {
        problem = reason;
        settled = true;
    }

    private static String remedy() {
        return "correct them in the back end; they are not tried again until they change";
    }
}
