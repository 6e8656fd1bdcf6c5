package dev.vigil.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentRulesTest {

    @Test
    void theDefaultsAreTheGuidesThresholds() {
        IncidentRules rules = IncidentRules.defaults();
        assertEquals(50, rules.alertThreshold());
        assertEquals(80, rules.crimeThreshold());
        assertEquals(Duration.ofSeconds(2), rules.crimeSustain());
        assertEquals(25, rules.onsetLevel());
    }

    @ParameterizedTest
    @CsvSource({"0,0,0", "5,80,2", "100,100,2"})
    void takesAnyThresholdsThatMakeSense(double alert, double crime, int sustain) {
        IncidentRules rules = IncidentRules.of(alert, crime, Duration.ofSeconds(sustain), Duration.ofSeconds(10));
        assertTrue(rules.hysteresis() <= alert);
    }

    @ParameterizedTest
    @CsvSource({"-1,80,2,alertThreshold", "50,49,2,crimeThreshold", "50,101,2,crimeThreshold",
        "NaN,80,2,alertThreshold", "50,80,-1,crimeSustain"})
    void refusesWhatDoesNotAndNamesIt(double alert, double crime, int sustain, String name) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class,
                () -> IncidentRules.of(alert, crime, Duration.ofSeconds(sustain), Duration.ofSeconds(10)));
        assertTrue(refusal.getMessage().startsWith(name), refusal.getMessage());
    }
}
