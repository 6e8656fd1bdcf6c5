// Runs the original graph with TensorFlow.js (pure JavaScript, CPU) over the golden pictures and writes what it gave
// as JSON: the independent truth that GoldenTest compares our converted model with. See README.md.
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { loadGraphModel } from '@tensorflow/tfjs-converter';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { HEIGHT, SCENES, WIDTH, draw } from './pictures.mjs';

const [folder, target] = process.argv.slice(2);
const SAMPLES = 120; // of each output, spread evenly over its cells
const PEAKS = 40; // and its largest magnitudes, where an error would matter most
const NODES = {
  center: 'Sigmoid',
  center_max: 'MaxPool',
  box_scale: 'box_scale_0/conv2d_5/BiasAdd',
  box_offset: 'box_offset_0/conv2d_6/BiasAdd',
  kpt_heatmap: 'Sigmoid_1',
  kpt_regress: 'kpt_regress_0/conv2d_8/BiasAdd',
  kpt_offset: 'kpt_offset_0/conv2d_9/BiasAdd',
  backbone: 'center_net_mobile_net_v2fpn_feature_extractor/model_1/model/out_relu/Relu6',
};

const json = JSON.parse(readFileSync(`${folder}/movenet-multipose.json`, 'utf8'));
const bin = readFileSync(`${folder}/movenet-multipose.bin`);
const model = await loadGraphModel({
  load: async () => ({
    modelTopology: json.modelTopology,
    format: json.format,
    signature: json.signature,
    weightSpecs: json.weightsManifest.flatMap((group) => group.weights),
    weightData: bin.buffer.slice(bin.byteOffset, bin.byteOffset + bin.length),
  }),
});

const golden = { tfjs: tf.version_core, pictures: {} };
for (const [name, capsules] of Object.entries(SCENES)) {
  const pixels = draw(capsules);
  const input = tf.tensor4d(pixels, [1, HEIGHT, WIDTH, 3], 'int32');
  const started = Date.now();
  const given = await model.executeAsync(
    { input },
    Object.values(NODES).map((node) => `StatefulPartitionedCall/${node}`),
  );
  const outputs = {};
  Object.keys(NODES).forEach((output, i) => { outputs[output] = summary(given[i]); });
  golden.pictures[name] = { sha256: createHash('sha256').update(pixels).digest('hex'), outputs };
  console.error(`${name}: ${((Date.now() - started) / 1000).toFixed(1)} s, center max ${outputs.center.max}`);
}
writeFileSync(target, JSON.stringify(golden));

// Shape [channels, height, width] and values by NCHW index, as our model lays them out.
function summary(tensor) {
  const [, height, width, channels] = tensor.shape;
  const nhwc = tensor.dataSync();
  const at = (index) => {
    const cell = index % (height * width);
    return nhwc[cell * channels + Math.trunc(index / (height * width))];
  };
  const count = nhwc.length;
  const indexes = new Set();
  for (let i = 0; i < SAMPLES; i++) indexes.add(Math.trunc((i * (count - 1)) / (SAMPLES - 1)));
  const byMagnitude = Array.from({ length: count }, (_, i) => i)
    .sort((a, b) => Math.abs(at(b)) - Math.abs(at(a)) || a - b);
  byMagnitude.slice(0, PEAKS).forEach((index) => indexes.add(index));
  let sum = 0;
  let min = Infinity;
  let max = -Infinity;
  for (const value of nhwc) {
    sum += value;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  const index = [...indexes].sort((a, b) => a - b);
  return {
    shape: [channels, height, width],
    sum, min, max, index,
    value: index.map((i) => Number(at(i).toPrecision(9))),
  };
}
