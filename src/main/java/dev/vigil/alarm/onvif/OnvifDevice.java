package dev.vigil.alarm.onvif;

import dev.vigil.alarm.onvif.OnvifException.Kind;
import dev.vigil.time.TimeSource;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The calls that a siren needs of one camera, each made once. Used by one thread at a time. */
final class OnvifDevice {

    /** Where the standard puts the device service, and where some cameras, Tapo's among them, put it as well. */
    private static final List<String> ENTRANCES = List.of("/onvif/device_service", "/onvif/service");

    private final SoapClient soap;
    private final String user;
    private final String password;
    private final TimeSource time;

    private String entrance = ENTRANCES.get(0);
    private CameraClock clock;

    OnvifDevice(SoapClient soap, String user, String password, TimeSource time) {
        this.soap = soap;
        this.user = user;
        this.password = password;
        this.time = time;
    }

    /** Asks for the camera's time, without a password; finds the device service if need be. */
    CameraClock readClock() throws OnvifException {
        OnvifException last = null;
        Set<String> tries = new LinkedHashSet<>(List.of(entrance));
        tries.addAll(ENTRANCES);
        for (String path : tries) {
            long asked = time.nanos();
            try {
                SoapAnswer answer = call(path, SoapRequest.of("GetSystemDateAndTime"), () -> null);
                entrance = path;
                clock = CameraClock.read(answer, asked, time);
                return clock;
            } catch (OnvifException failure) {
                last = failure;
                if (failure.kind() != Kind.NOT_SUPPORTED) {
                    break;
                }
            }
        }
        throw last;
    }

    /** All relay outputs, by whichever service lists them; empty when the camera has none. */
    List<Relay> relays() throws OnvifException {
        for (String service : services()) {
            try {
                List<Relay> relays = Relay.all(ask(service, SoapRequest.of("GetRelayOutputs")), service);
                if (!relays.isEmpty()) {
                    return relays;
                }
            } catch (OnvifException failure) {
                if (failure.kind() != Kind.NOT_SUPPORTED && failure.kind() != Kind.REFUSED) {
                    throw failure;
                }
            }
        }
        return List.of();
    }

    /** Paths of the services that may know relays: the device's own first. */
    private List<String> services() throws OnvifException {
        Set<String> paths = new LinkedHashSet<>();
        try {
            SoapAnswer answer = ask(entrance, SoapRequest.of("GetCapabilities").with("Category", "All"));
            for (String service : List.of("Device", "DeviceIO")) {
                answer.all(service).stream().findFirst().flatMap(element -> SoapAnswer.text(element, "XAddr"))
                        .ifPresent(address -> paths.add(path(address)));
            }
        } catch (OnvifException failure) {
            if (failure.kind() != Kind.NOT_SUPPORTED && failure.kind() != Kind.REFUSED) {
                throw failure;
            }
        }
        paths.add(entrance);
        return new ArrayList<>(paths);
    }

    /** Only the path: behind a forwarded port the camera names an address that is not ours to call. */
    private String path(String address) {
        try {
            String path = URI.create(address).getPath();
            return path == null || !path.startsWith("/") ? entrance : path;
        } catch (IllegalArgumentException malformed) {
            return entrance;
        }
    }

    /** Active switches the siren on whatever the contact's idle state is. */
    void set(Relay relay, boolean active) throws OnvifException {
        ask(relay.service(), SoapRequest.of("SetRelayOutputState").with("RelayOutputToken", relay.token())
                .with("LogicalState", active ? "active" : "inactive"));
    }

    /**
     * With the password's proof, which holds the camera's time: a refusal is worth another try only where the camera's
     * clock turns out to have been set meanwhile. The same password under the same time is never sent twice.
     */
    private SoapAnswer ask(String path, SoapRequest request) throws OnvifException {
        try {
            return call(path, request, this::token);
        } catch (OnvifException failure) {
            CameraClock before = clock;
            if (failure.kind() != Kind.NOT_AUTHORIZED || before == null || user.isEmpty()
                    || !readClock().differsFrom(before)) {
                throw failure;
            }
            return call(path, request, this::token);
        }
    }

    /** All these calls may be made twice, so one whose connection was dropped is made again, with a new token. */
    private SoapAnswer call(String path, SoapRequest request, Supplier<UsernameToken> token) throws OnvifException {
        try {
            return soap.call(path, request, token.get());
        } catch (OnvifException failure) {
            if (failure.kind() != Kind.DROPPED) {
                throw failure;
            }
            return soap.call(path, request, token.get());
        }
    }

    private UsernameToken token() {
        return user.isEmpty() ? null : UsernameToken.now(user, password, clock == null ? time.now() : clock.now());
    }
}
