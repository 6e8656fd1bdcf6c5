package dev.vigil.inference.tensorrt;

import java.util.Locale;

/** What an engine belongs to: with any of it different, the engine must be built anew. */
record EngineKey(String model, String sha256, String outputs, Gpu gpu, Precision precision, BatchProfile profile) {

    static EngineKey of(Blueprint blueprint, Gpu gpu, Precision precision) {
        return new EngineKey(blueprint.name(), blueprint.sha256(), String.join(",", blueprint.outputs()), gpu,
                precision, blueprint.profile());
    }

    /** One line that says it all; stands in the file and is compared before use. */
    String text() {
        return "engine of " + model + " " + sha256 + " outputs " + outputs + " precision " + precision + " batch "
                + profile + " on " + timing().text();
    }

    /** The same file for all versions of a model, so that a stale engine is overwritten and none piles up. */
    String file() {
        return plain(model + "-" + precision + "-" + gpu.name() + "-sm" + gpu.capability()) + ".engine";
    }

    Timing timing() {
        return new Timing(gpu);
    }

    /** What the timings of a GPU's kernels belong to; all models share them. */
    record Timing(Gpu gpu) {

        String text() {
            return gpu.name() + " sm " + gpu.capability() + " TensorRT " + gpu.tensorRt();
        }

        String file() {
            return plain(gpu.name() + "-sm" + gpu.capability()) + ".timings";
        }
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
    }
}
