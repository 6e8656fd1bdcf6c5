package dev.vigil.convert;

import static dev.vigil.convert.OnnxGraph.integer;
import static dev.vigil.convert.OnnxGraph.integers;
import static dev.vigil.convert.OnnxGraph.text;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.vigil.convert.OnnxGraph.Value;
import dev.vigil.convert.TfNode.Axes;

/** Writes TensorFlow's operations, which lay pictures out NHWC, as ONNX operations, which lay them out NCHW. */
final class Operators {

    private static final int[] SCALAR = {};

    private final TfGraph source;
    private final OnnxGraph target;

    Operators(TfGraph source, OnnxGraph target) {
        this.source = source;
        this.target = target;
    }

    /** The input pictures as floats 0 to 255, NCHW: bytes go to the engine as the decoder wrote them. */
    Value pictures(String input, int height, int width, String output) {
        target.pictures(input, height, width);
        target.node("Cast", input + "/float", input)
                .addAttribute(integer("to", TensorProto.DataType.FLOAT.getNumber()));
        target.node("Transpose", output, input + "/float").addAttribute(integers("perm", 0, 3, 1, 2));
        return new Value(output, 3, height, width);
    }

    /** Addition, subtraction or multiplication of two operands of the same shape or one that is broadcast. */
    Value arithmetic(String op, Operand left, Operand right, String output) {
        target.node(op, output, left.name(), right.name());
        Value shape = left.value() != null ? left.value() : right.value();
        if (shape == null) {
            throw new ConversionException(op + " " + output + " adds up constants only");
        }
        return shape.named(output);
    }

    /** What arithmetic works on; {@code value} is null for a constant. */
    record Operand(String name, Value value) {
    }

    /** A constant to be added to pictures: a scalar, or one number per channel. */
    Operand constant(String name) {
        Weight weight = source.weight(name);
        int[] shape = weight.shape();
        if (shape.length == 4 && shape[0] == 1 && shape[1] == 1 && shape[2] == 1) {
            shape = new int[] {1, shape[3], 1, 1};
        } else if (shape.length != 0) {
            throw new ConversionException("constant " + name + " is neither a number nor one number per channel");
        }
        return new Operand(target.constant(name, shape, weight.floats()), null);
    }

    Value sigmoid(Value input, String output) {
        target.node("Sigmoid", output, input.name());
        return input.named(output);
    }

    Value maxPool(TfNode node, Value input, String output) {
        Axes kernel = node.axes("ksize");
        return slide(node, target.node("MaxPool", output, input.name()), input, kernel, new Axes(1, 1),
                input.channels(), output);
    }

    Value resize(TfNode node, Value input, String output) {
        if (node.flag("align_corners") || !node.flag("half_pixel_centers")) {
            throw new ConversionException(node + " does not sample at half-pixel centres");
        }
        // TensorFlow computes the new size from the old one; only doubling is known, so the computation is dropped.
        TfNode size = source.node(node.input(1));
        boolean doubles = size.op().equals("Mul") && size.inputs().stream()
                .anyMatch(factor -> source.isConstant(factor) && source.weight(factor).holds(2, 2));
        if (!doubles) {
            throw new ConversionException(node + " does not double its input");
        }
        String scales = target.constant("scales_x2", new int[] {4}, 1, 1, 2, 2);
        target.node("Resize", output, input.name(), "", scales)
                .addAttribute(text("mode", "linear"))
                .addAttribute(text("coordinate_transformation_mode", "half_pixel"));
        return new Value(output, input.channels(), input.height() * 2, input.width() * 2);
    }

    /** A convolution with its fused bias and activation. Weights [height, width, in, out] become [out, in, h, w]. */
    Value convolution(TfNode node, Value input, String output) {
        Weight weight = kernel(node, input);
        int[] shape = weight.shape();
        int taps = shape[0] * shape[1];
        int in = shape[2];
        int out = shape[3];
        float[] from = weight.floats();
        float[] to = new float[from.length];
        for (int tap = 0; tap < taps; tap++) {
            for (int i = 0; i < in; i++) {
                for (int o = 0; o < out; o++) {
                    to[(o * in + i) * taps + tap] = from[(tap * in + i) * out + o];
                }
            }
        }
        String kernel = target.constant(weight.name(), new int[] {out, in, shape[0], shape[1]}, to);
        return convolve(node, input, new Axes(shape[0], shape[1]), kernel, out, 1, output);
    }

    /** A convolution of each channel by itself. Weights [height, width, channels, 1] become [channels, 1, h, w]. */
    Value depthwise(TfNode node, Value input, String output) {
        Weight weight = kernel(node, input);
        int[] shape = weight.shape();
        if (shape[3] != 1) {
            throw new ConversionException(node + " makes more than one output of each channel");
        }
        int taps = shape[0] * shape[1];
        int channels = shape[2];
        float[] from = weight.floats();
        float[] to = new float[from.length];
        for (int tap = 0; tap < taps; tap++) {
            for (int c = 0; c < channels; c++) {
                to[c * taps + tap] = from[tap * channels + c];
            }
        }
        String kernel = target.constant(weight.name(), new int[] {channels, 1, shape[0], shape[1]}, to);
        return convolve(node, input, new Axes(shape[0], shape[1]), kernel, channels, channels, output);
    }

    private Weight kernel(TfNode node, Value input) {
        Weight weight = source.weight(node.input(1));
        if (weight.shape().length != 4 || weight.shape()[2] != input.channels()) {
            throw new ConversionException(node + ": its weights do not fit " + input.channels() + " channels");
        }
        return weight;
    }

    private Value convolve(TfNode node, Value input, Axes size, String kernel, int channels, int groups,
            String output) {
        boolean biased = false;
        String activation = null;
        for (String fused : node.texts("fused_ops")) {
            switch (fused) {
                case "BiasAdd" -> biased = true;
                case "Relu", "Relu6" -> activation = fused;
                default -> throw new ConversionException(node + " has fused an operation not known: " + fused);
            }
        }
        String convolved = activation == null ? output : output + "/linear";
        NodeProto.Builder conv = target.node("Conv", convolved, input.name(), kernel);
        if (biased) {
            Weight bias = source.weight(node.input(2));
            conv.addInput(target.constant(bias.name(), bias.shape(), bias.floats()));
        }
        conv.addAttribute(integer("group", groups));
        Value result = slide(node, conv, input, size, node.axes("dilations"), channels, output);
        if ("Relu".equals(activation)) {
            target.node("Relu", output, convolved);
        } else if ("Relu6".equals(activation)) {
            target.node("Clip", output, convolved, target.constant("relu6_min", SCALAR, 0),
                    target.constant("relu6_max", SCALAR, 6));
        }
        return result;
    }

    /** Kernel, strides and padding of an operation that slides over the picture; gives what comes out. */
    private static Value slide(TfNode node, NodeProto.Builder sliding, Value input, Axes kernel, Axes dilations,
            int channels, String output) {
        Axes strides = node.axes("strides");
        Padding vertical = Padding.of(node, input.height(), kernel.vertical(), strides.vertical(),
                dilations.vertical());
        Padding horizontal = Padding.of(node, input.width(), kernel.horizontal(), strides.horizontal(),
                dilations.horizontal());
        sliding.addAttribute(integers("kernel_shape", kernel.vertical(), kernel.horizontal()))
                .addAttribute(integers("strides", strides.vertical(), strides.horizontal()))
                .addAttribute(integers("dilations", dilations.vertical(), dilations.horizontal()))
                .addAttribute(integers("pads", vertical.begin(), horizontal.begin(), vertical.end(),
                        horizontal.end()));
        return new Value(output, channels, vertical.outputSize(), horizontal.outputSize());
    }
}
