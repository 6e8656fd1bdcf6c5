package dev.vigil.alarm.onvif;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * A relay output as the camera lists it. Whether "active" opens or closes the contact is the camera's affair: it is
 * switched by logical states, which honour the idle state that the installer chose.
 *
 * @param service path of the service that it was listed by and is switched by
 * @param pulse   how long it stays active (monostable); empty where it stays until told otherwise (bistable)
 */
record Relay(String service, String token, String idleState, Optional<Duration> pulse) {

    static List<Relay> all(SoapAnswer answer, String service) {
        return answer.all("RelayOutputs").stream().filter(element -> !element.getAttribute("token").isEmpty())
                .map(element -> of(element, service)).toList();
    }

    private static Relay of(Element element, String service) {
        boolean monostable = SoapAnswer.text(element, "Mode").filter("Monostable"::equalsIgnoreCase).isPresent();
        return new Relay(service, element.getAttribute("token"),
                SoapAnswer.text(element, "IdleState").orElse("unknown"),
                monostable ? SoapAnswer.text(element, "DelayTime").flatMap(Relay::duration) : Optional.empty());
    }

    private static Optional<Duration> duration(String text) {
        try {
            return Optional.of(Duration.parse(text)).filter(pulse -> pulse.toMillis() > 0);
        } catch (DateTimeException | ArithmeticException senseless) {
            return Optional.empty();
        }
    }
}
