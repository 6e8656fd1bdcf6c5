package dev.vigil.inference;

/** The engine cannot run any more, whatever it is given: another one must take its place. */
public class EngineLostException extends EngineException {

    public EngineLostException(String message) {
        super(message);
    }
}
