package dev.vigil.stream;

/** A picture that lay in a GPU's memory cannot be had any more: the GPU is lost, or memory ran out. */
public final class PictureLostException extends RuntimeException {

    PictureLostException(String message) {
        super(message);
    }
}
