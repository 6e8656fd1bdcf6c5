package dev.vigil.inference;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The outputs of an engine, which live as long as it does. */
public final class TensorTable implements Outputs {

    private final String model;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    /** @param model name for messages */
    public TensorTable(String model) {
        this.model = model;
    }

    public void add(Tensor tensor) {
        tensors.put(tensor.name(), tensor);
    }

    public Collection<Tensor> all() {
        return tensors.values();
    }

    @Override
    public boolean has(String name) {
        return tensors.containsKey(name);
    }

    @Override
    public Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException(
                    "model " + model + " gives no output '" + name + "', only " + tensors.keySet());
        }
        return tensor;
    }
}
