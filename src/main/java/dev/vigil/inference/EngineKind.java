package dev.vigil.inference;

/** Which engine is to run the model. */
public enum EngineKind {
    /** TensorRT where there is a GPU that can be used, else ONNX Runtime. */
    AUTO,
    /** TensorRT or nothing. */
    TENSORRT,
    /** ONNX Runtime, on the CPU. */
    ONNXRUNTIME
}
