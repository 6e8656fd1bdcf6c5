/**
 * Makes the ONNX file of a model bundle while the project is built: it fetches the published TensorFlow.js weights
 * once, checks them against their pinned SHA-256 and translates the graph node by node; of that file it makes variants
 * in half precision and in whole numbers. It knows TensorFlow.js graph models, ONNX and npm. It must not know the
 * running service, which neither calls it nor ships what it depends on.
 */
package dev.vigil.convert;
