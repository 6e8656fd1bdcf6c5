package dev.vigil.bench;

import dev.vigil.inference.Engine;
import dev.vigil.inference.Tensor;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an engine gave for one frame, to be put back where it was. */
public final class RecordedOutputs {

    private final Map<Tensor, FloatBuffer> values = new LinkedHashMap<>();

    /** @param engine has run on one frame */
    public RecordedOutputs(Engine engine) {
        for (String name : engine.bundle().outputs()) {
            Tensor tensor = engine.outputs().tensor(name);
            FloatBuffer copy = FloatBuffer.allocate(tensor.frameFloats());
            values.put(tensor, copy.put(0, tensor.data(), 0, copy.capacity()));
        }
    }

    public void putBack() {
        values.forEach((tensor, copy) -> tensor.data().put(0, copy, 0, copy.capacity()));
    }
}
