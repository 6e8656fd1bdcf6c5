package dev.vigil.stream;

/** Where pictures are decoded. */
public enum DecoderKind {
    /** On the GPU's decoder where there is one, else on the CPU. */
    AUTO,
    /** On the CPU. */
    CPU,
    /** On the GPU's decoder; what it does not take is decoded on the CPU, with a warning. */
    NVDEC
}
