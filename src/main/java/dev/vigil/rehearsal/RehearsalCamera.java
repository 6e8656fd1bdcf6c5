package dev.vigil.rehearsal;

import dev.vigil.rehearsal.onvif.OnvifCamera;
import dev.vigil.rehearsal.rtsp.RtspServer;
import dev.vigil.rehearsal.tapo.TapoServer;
import java.util.Optional;

/** A camera that runs: where it is, who may watch, what really happens before it, and its faults. */
public final class RehearsalCamera {

    private final CameraSpec spec;
    private final RtspServer server;
    private final TapoServer tapo;
    private final OnvifCamera onvif;
    private final Truth truth;

    RehearsalCamera(CameraSpec spec, RtspServer server, TapoServer tapo, OnvifCamera onvif, Truth truth) {
        this.spec = spec;
        this.server = server;
        this.tapo = tapo;
        this.onvif = onvif;
        this.truth = truth;
    }

    public String name() {
        return spec.name();
    }

    public String host() {
        return server.host();
    }

    public int port() {
        return server.port();
    }

    public String user() {
        return spec.credentials().user();
    }

    public String password() {
        return spec.credentials().password();
    }

    public String path() {
        return server.path();
    }

    /** What really happens; empty for a film, of which nobody knows. */
    public Optional<Truth> truth() {
        return Optional.ofNullable(truth);
    }

    /** Its HTTPS side, as Tapo cameras have it: the siren, with its diary and faults. */
    public TapoServer tapo() {
        return tapo;
    }

    /** Its ONVIF side, which has no relays. */
    public OnvifCamera onvif() {
        return onvif;
    }

    /** The camera's RTSP side: its faults and counters. */
    public RtspServer server() {
        return server;
    }

    @Override
    public String toString() {
        return "RehearsalCamera[" + name() + " at " + host() + ":" + port() + path() + "]";
    }
}
