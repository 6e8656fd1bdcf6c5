package dev.vigil.cli;

import java.nio.file.Path;
import java.util.Map;

/** Values that an option gives, else the service's own environment variable, else its default. */
record Given(Map<String, String> environment) {

    Path path(Path option, String variable, String otherwise) {
        String text = environment.get(variable);
        if (option != null) {
            return option;
        }
        return Path.of(text == null || text.isBlank() ? otherwise : text.strip());
    }

    /**
     * @param otherwise where the variable is not set, or says 'auto'
     * @throws IllegalArgumentException with one line, where the variable holds no number
     */
    double number(Double option, String variable, double otherwise) {
        String text = environment.get(variable);
        if (option != null) {
            return option;
        }
        if (text == null || text.isBlank() || text.strip().equalsIgnoreCase("auto")) {
            return otherwise;
        }
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(variable + " must be a number, not '" + text + "'");
        }
    }
}
