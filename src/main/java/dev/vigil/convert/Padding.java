package dev.vigil.convert;

/**
 * The padding of one axis. TensorFlow's SAME puts the odd pixel at the end, as in a 3-wide kernel with stride 2, which
 * pads 0 and 1; ONNX is told explicitly.
 *
 * @param outputSize pixels of the axis after the operation
 */
record Padding(int begin, int end, int outputSize) {

    static Padding of(TfNode node, int size, int kernel, int stride, int dilation) {
        int reach = (kernel - 1) * dilation + 1;
        String kind = node.text("padding");
        return switch (kind) {
            case "VALID" -> new Padding(0, 0, (size - reach) / stride + 1);
            case "SAME" -> {
                int outputSize = (size + stride - 1) / stride;
                int total = Math.max((outputSize - 1) * stride + reach - size, 0);
                yield new Padding(total / 2, total - total / 2, outputSize);
            }
            default -> throw new ConversionException(node + " has a padding not known: " + kind);
        };
    }
}
