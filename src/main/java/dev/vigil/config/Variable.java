package dev.vigil.config;

/**
 * Every setting: its environment variable (the guide's exact names first), the property that it is mapped to in
 * {@code application.properties}, its form in words and an example, as error messages and the documents show them.
 */
public enum Variable {
    BACKEND_URL("vigil.backend.url", "an http or https URL without a path to an endpoint", "http://192.168.1.50:8000"),
    MODEL_EMAIL("vigil.backend.email", "the e-mail address that the admin registered this model with",
            "model1@system.local"),
    MODEL_PASSWORD("vigil.backend.password", "this model's password, as the admin gave it", "correct-horse-battery"),
    MODEL_ENCRYPTION_KEY("vigil.backend.encryption-key",
            "a 32-byte key: 'base64:' and 44 base64 characters, or 32 plain characters",
            "base64:q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA="),
    HEARTBEAT_INTERVAL("vigil.backend.heartbeat-interval", "whole seconds from 1 to 110", "60"),
    CAMERA_REFRESH_INTERVAL("vigil.backend.refresh-interval", "whole seconds from 1 to 86400", "300"),
    RTSP_TRANSPORT("vigil.stream.transport", "tcp or udp", "tcp"),
    VIGIL_STREAM_DECODER("vigil.stream.decoder", "auto, cpu or nvdec", "auto"),
    FRAME_SKIP("vigil.stream.frame-skip", "a whole number from 1 to 100: every N-th frame is looked at", "5"),
    VIGIL_GATE("vigil.stream.gate", "true or false", "true"),
    VIGIL_GATE_LOOK("vigil.stream.gate-look", "seconds from 1 to 600", "10"),
    VIGIL_GATE_SPARED_LOOKS("vigil.stream.gate-spared-looks", "a whole number from 0 to 100", "5"),
    VIGIL_GATE_LINGER("vigil.stream.gate-linger", "seconds from 2 to 600", "3"),
    VIGIL_ALARMED_FRAME_SKIP("vigil.stream.alarmed-frame-skip", "a whole number from 1 to 100: every N-th frame is looked at", "3"),
    ALERT_THRESHOLD("vigil.incident.alert-threshold", "a percentage above 0, below 100", "50.0"),
    CRIME_THRESHOLD("vigil.incident.crime-threshold", "a percentage from ALERT_THRESHOLD to 100", "80.0"),
    VIGIL_CRIME_SUSTAIN("vigil.incident.crime-sustain", "seconds from 0.5 to 60", "2"),
    VIGIL_CLEAR_AFTER("vigil.incident.clear-after", "seconds from 1 to 600", "10"),
    VIGIL_ALARM_ORDER("vigil.alarm.order", "some of tapo, onvif and backend, each once, with commas between",
            "tapo,onvif,backend"),
    VIGIL_ALARM_BUDGET("vigil.alarm.budget", "seconds from 0.1 to 10", "2"),
    VIGIL_ALARM_MAX_DURATION("vigil.alarm.max-duration", "seconds from 1 to 3600", "120"),
    VIGIL_TAPO_ADMIN_PASSWORD("vigil.alarm.tapo-admin-password",
            "the TP-Link account's password, where all Tapo cameras of the site belong to one such account",
            "correct-horse-battery"),
    VIGIL_MODEL("vigil.model", "the folder of a model bundle", "models/movenet-multipose"),
    VIGIL_INFERENCE_THREADS("vigil.inference.threads", "a whole number from 1 to 256, or 'auto'", "auto"),
    VIGIL_INFERENCE_BATCH("vigil.inference.max-batch", "a whole number from 1 to 64, or 'auto'", "auto"),
    VIGIL_INFERENCE_ENGINE("vigil.inference.engine", "auto, tensorrt or onnxruntime", "auto"),
    VIGIL_INFERENCE_TF32("vigil.inference.tf32", "true or false", "true"),
    VIGIL_CAPACITY("vigil.capacity.certificate", "a certificate that 'vigil capacity' made", "capacity.json"),
    VIGIL_CAPACITY_FACTOR("vigil.capacity.factor", "a number from 0.1 to 10", "0.8"),
    VIGIL_WATCHDOG_ENGINE("vigil.watchdog.engine", "seconds from 1 to 600", "10"),
    VIGIL_DATA("vigil.data", "a folder on a disk that survives restarts", "data"),
    VIGIL_ASSIGNMENT_CACHE("vigil.assignment.cache", "true or false", "true"),
    VIGIL_OUTBOX_MAX("vigil.outbox.max", "whole megabytes from 1 to 1000000", "256"),
    VIGIL_OUTBOX_MIN_FREE("vigil.outbox.min-free", "whole megabytes from 0 to 1000000", "64"),
    VIGIL_AUDIT_DAYS("vigil.audit.days", "whole days from 1 to 36500", "365"),
    VIGIL_ZONES("vigil.zones", "a YAML file with the zones of the cameras", "config/zones.yaml"),
    VIGIL_CONSOLE_USERS("vigil.console.users",
            "name:role:bcrypt of each user of the console, role viewer or operator, with spaces or line ends between",
            "anna:operator:$2y$10$Ic3KpyhSCP1Rp3i6f8vkQe7OH3kXqFaGGN1nDzEmKyHFr.Nm3qP7u"),
    VIGIL_REHEARSAL("vigil.rehearsal.enabled", "true or false", "false"),
    VIGIL_REHEARSAL_VIDEO("vigil.rehearsal.video", "a video file that every rehearsal camera shows", "street.mp4");

    private final String property;
    private final String form;
    private final String example;

    Variable(String property, String form, String example) {
        this.property = property;
        this.form = form;
        this.example = example;
    }

    public String property() {
        return property;
    }

    String form() {
        return form;
    }

    String example() {
        return example;
    }
}
