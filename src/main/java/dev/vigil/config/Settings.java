package dev.vigil.config;

import dev.vigil.inference.EngineKind;
import dev.vigil.inference.tensorrt.EngineChoice;
import dev.vigil.inference.tensorrt.EngineStore;
import dev.vigil.inference.tensorrt.Precision;
import dev.vigil.stream.DecoderKind;
import dev.vigil.stream.Gating;
import dev.vigil.stream.StreamSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All settings, typed and checked.
 *
 * @param backend   how to reach the back end; empty when the rehearsal site stands in for it
 * @param heartbeat time between heartbeats
 * @param refresh   time between looks at the assignment
 * @param stream    how cameras are read
 * @param incident  when suspicion, crime and all-clear are called
 * @param alarm     how sirens are sounded
 * @param inference the model and how it is run
 * @param data      folder of what must survive a restart
 * @param cache     whether the last known assignment is kept there, to start from when the back end is away
 * @param outbox    how much room reports may take there
 * @param auditDays for how many days the audit log is kept there
 * @param zones     the file with the cameras' zones, where there is one
 * @param capacity  what this host was seen to carry, where that is known
 * @param users     who may sign in to the console by a password
 * @param rehearsal what the rehearsal cameras show, where it is a video instead of the drawn street
 */
public record Settings(Optional<Backend> backend, Duration heartbeat, Duration refresh, Stream stream,
        Incident incident, Alarm alarm, Inference inference, Path data, boolean cache, Outbox outbox,
        int auditDays, Optional<Path> zones, Optional<Capacity> capacity, List<User> users,
        Optional<Path> rehearsal) {

    /** Address and credentials of the back end; {@code url} has no trailing slash. */
    public record Backend(URI url, String email, String password, String encryptionKey) {

        @Override
        public String toString() {
            return "Backend[" + url + ", " + email + "]";
        }
    }

    /**
     * @param frameSkip every N-th decoded frame is looked at
     * @param decoder   where frames are decoded
     * @param gate      when a camera may be left undecoded
     */
    public record Stream(boolean udp, int frameSkip, DecoderKind decoder, Gating gate) {

        /** What streams are made with. */
        public StreamSettings settings() {
            return StreamSettings.defaults(frameSkip).with(decoder).with(gate);
        }
    }

    /**
     * Somebody who may sign in to the console.
     *
     * @param operator may also silence, mute and test sirens
     * @param bcrypt   the password's hash, as htpasswd -B writes it
     */
    public record User(String name, boolean operator, String bcrypt) {

        @Override
        public String toString() {
            return "User[" + name + ", " + (operator ? "operator" : "viewer") + "]";
        }
    }

    /** Thresholds in percent; see the incident room's rules. */
    public record Incident(double alertThreshold, double crimeThreshold, Duration crimeSustain, Duration clearAfter) {
    }

    /** A way to a camera's siren. */
    public enum Way { TAPO, ONVIF, BACKEND }

    /**
     * @param order             the ways that are tried, one after the other
     * @param budget            how long each may take until the next is tried
     * @param longest           a siren sounds no longer than this without a fresh assessment
     * @param tapoAdminPassword of the user admin of all Tapo cameras, which is tried before a camera's own account
     */
    public record Alarm(List<Way> order, Duration budget, Duration longest, Optional<String> tapoAdminPassword) {

        @Override
        public String toString() {
            return "Alarm[" + order + ", " + budget + ", " + longest + "]";
        }
    }

    /** @param factor so many times the cameras of the certificate may be watched */
    public record Capacity(Path certificate, double factor) {
    }

    /** Above the one or below the other, in MiB, stale alerts make room for what matters more. */
    public record Outbox(int mostMegabytes, int leastFreeMegabytes) {
    }

    /**
     * @param model    folder of the model bundle
     * @param engine   what is to run it
     * @param tf32     whether a GPU may round the factors of products, in float32 parts of the model
     * @param threads  threads the engine computes with
     * @param maxBatch frames of all cameras in one run, at most; 0 for as many as suit the engine
     * @param longest  an engine that runs for longer hangs and is replaced
     */
    public record Inference(Path model, EngineKind engine, boolean tf32, int threads, int maxBatch, Duration longest) {

        /**
         * What opens engines as these settings ask for.
         *
         * @param data the data folder, which keeps the engines that were built for a GPU
         */
        public EngineChoice engines(Path data) {
            return new EngineChoice(engine, maxBatch, threads, Precision.of(tf32), EngineStore.in(data));
        }
    }
}
