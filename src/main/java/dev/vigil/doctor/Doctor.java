package dev.vigil.doctor;

import dev.vigil.config.Settings;
import dev.vigil.time.TimeSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Makes all checks of an installation, one after the other. */
public final class Doctor {

    private final Map<String, Check> checks = new LinkedHashMap<>();

    public Doctor(Settings settings, TimeSource time) {
        BackendCheck backend = new BackendCheck(settings.backend(), time);
        checks.put("machine", new MachineCheck(settings.inference().engine()));
        checks.put("disk", new DiskCheck(settings.data(), settings.outbox()));
        checks.put("model", new ModelCheck(settings.inference(),
                settings.inference().engines(settings.data())));
        checks.put("backend", backend);
        checks.put("cameras", new CamerasCheck(settings, backend, time));
    }

    /** What there is to check, in order. */
    public Set<String> names() {
        return checks.keySet();
    }

    /**
     * Looks at everything but what is to be left out.
     *
     * @param told hears each finding as it is made
     * @return whether nothing fails; warnings are no failures
     */
    public boolean look(Set<String> leftOut, Consumer<Finding> told) {
        boolean[] well = {true};
        checks.forEach((name, check) -> {
            if (!leftOut.contains(name)) {
                check.look(finding -> {
                    well[0] &= finding.state() != Finding.State.FAILURE;
                    told.accept(finding);
                });
            }
        });
        return well[0];
    }
}
