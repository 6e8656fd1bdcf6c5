package dev.vigil.zone;

import java.util.List;

/** The zones cannot be used. The message has one line for each mistake, for the operator. */
public final class ZoneException extends RuntimeException {

    ZoneException(List<String> mistakes) {
        super(String.join(System.lineSeparator(), mistakes), null, false, false);
    }
}
