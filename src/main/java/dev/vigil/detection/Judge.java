package dev.vigil.detection;

/** Weighs one kind of evidence in one camera's scene. Keeps what it needs of that camera's past. */
public interface Judge {

    /** Judges a frame newer than the one before. The answer holds nothing of the scene. */
    Assessment judge(Scene scene);

    /** Forgets the past, after a gap in the stream. */
    void reset();
}
