package dev.vigil.doctor;

import java.util.function.Consumer;

/** Looks at one thing. It changes nothing, tells no secret and throws nothing: what goes wrong is a finding. */
@FunctionalInterface
public interface Check {

    /** Looks, and tells each finding as it is made; blocks for some seconds at most where something does not answer. */
    void look(Consumer<Finding> findings);
}
