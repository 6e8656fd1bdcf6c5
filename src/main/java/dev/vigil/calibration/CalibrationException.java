package dev.vigil.calibration;

/** A calibration cannot be made or used. The message is one line for the operator. */
public final class CalibrationException extends RuntimeException {

    CalibrationException(String message) {
        super(message, null, false, false);
    }
}
