/**
 * The engine for NVIDIA GPUs: whether there is one and what it lacks, engines built from ONNX files and kept on disk,
 * and runs on CUDA streams. It knows CUDA, TensorRT and native memory; nothing outside may name either, and nothing
 * here is loaded on a machine without a GPU beyond the question whether there is one.
 */
package dev.vigil.inference.tensorrt;
