package dev.vigil.inference;

/** What an engine gave for one batch: float tensors by name, all with the batch as their first dimension. */
public interface Outputs {

    /** The model that gave them. */
    ModelBundle model();

    /** Whether there is an output of that name. */
    boolean has(String name);

    /**
     * The output of that name; the same object for the life of the engine, so look it up once.
     *
     * @throws IllegalArgumentException when the model has no such output
     */
    Tensor tensor(String name);
}
