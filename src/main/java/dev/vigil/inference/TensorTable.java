package dev.vigil.inference;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The outputs of an engine, which live as long as it does. */
public final class TensorTable implements Outputs {

    private final ModelBundle model;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    public TensorTable(ModelBundle model) {
        this.model = model;
    }

    public void add(Tensor tensor) {
        tensors.put(tensor.name(), tensor);
    }

    public Collection<Tensor> all() {
        return tensors.values();
    }

    @Override
    public ModelBundle model() {
        return model;
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
                    "model " + model.name() + " gives no output '" + name + "', only " + tensors.keySet());
        }
        return tensor;
    }
}
