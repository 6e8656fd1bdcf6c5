package dev.vigil.service;

import dev.vigil.file.Sha256;
import dev.vigil.inference.EngineException;
import dev.vigil.inference.ModelBundle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names and hashes of what confidences come from, for the audit log. */
final class Provenance {

    private Provenance() {
    }

    /** @throws EngineException when the head cannot be read */
    static Map<String, Object> of(ModelBundle bundle) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("name", bundle.name());
        model.put("sha256", bundle.sha256());
        // Stands for the whole head: it holds the weights' own.
        bundle.head().ifPresent(head -> model.put("head-sha256", sha256(head.resolve("head.yaml"))));
        return model;
    }

    /** @throws EngineException when the file cannot be read */
    static String sha256(Path file) {
        try {
            return Sha256.of(file);
        } catch (IOException unreadable) {
            throw new EngineException(file + " cannot be read: " + unreadable.getMessage());
        }
    }
}
