package dev.vigil.convert;

import static dev.vigil.convert.OnnxGraph.integer;
import static dev.vigil.convert.OnnxGraph.integers;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.vigil.convert.OnnxGraph.Value;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Appends to movenet-multipose what {@code detection.PoseDecoder} computes of its heads, in the same float32 formulas,
 * so that a GPU does it and 2.7 KB a picture come back in place of 2.5 MB. These outputs are added:
 *
 * <p>{@code people}, [N, 1, 12, 56], as {@code detection.PeopleReader} takes it: a row for each of the 12 best centre
 * peaks, which leaves sorting, the least score and duplicates to the host. {@code centres}, [N, 1, h/8, w/8]: the largest centre of each 8 x 8 cells, which is
 * what the fight head reads. {@code levels}, halves: the backbone as the fight head keeps it, where there is one.
 */
final class PeopleGraph {

    private static final int PEOPLE = 12;
    private static final int KEYPOINTS = 17;
    private static final int FIELDS = 5 + 3 * KEYPOINTS;
    /** Input pixels of a cell, along each side. */
    private static final int CELL = 4;
    /** Cells under one of the backbone's, along each side. */
    private static final int COARSE = 8;
    private static final float PEAK_TOLERANCE = 1.0132789611816406e-6f;
    private static final float SPREAD = 0.300048828125f;
    private static final float KEYPOINT_MIN_SCORE = 0.126953125f;
    private static final int[] SCALAR = {};

    private final OnnxGraph graph;
    private final int h;
    private final int w;
    private final ValueInfoProto layer;
    private int nodes;

    PeopleGraph(OnnxGraph graph) {
        this.graph = graph;
        Map<String, ValueInfoProto> outputs = graph.proto().getOutputList().stream()
                .collect(Collectors.toMap(ValueInfoProto::getName, Function.identity()));
        for (String head : new String[] {"center", "center_max", "box_scale", "box_offset", "kpt_heatmap",
            "kpt_regress", "kpt_offset"}) {
            if (!outputs.containsKey(head)) {
                throw new ConversionException("people cannot be decoded from a graph without the output " + head);
            }
        }
        layer = outputs.get("backbone");
        var shape = outputs.get("center").getType().getTensorType().getShape();
        h = (int) shape.getDim(2).getDimValue();
        w = (int) shape.getDim(3).getDimValue();
    }

    void append() {
        String y = cells("rows", cell -> cell / w);
        String x = cells("columns", cell -> cell % w);
        String peaks = named("TopK", "people/peak", flatPeaks(), graph.wholeNumbers("people/count", PEOPLE));
        last().addOutput("people/cell").addAttribute(integer("axis", 1));
        // Cells that are no peaks rank below all peaks, in their order, and count as 0.
        String peak = op("Max", peaks, scalar("zero", 0));
        String peakY = op("Unsqueeze", op("Gather", y, "people/cell"), axis(1));
        String peakX = op("Unsqueeze", op("Gather", x, "people/cell"), axis(1));

        String box = at("box_scale", 2);
        String shift = at("box_offset", 2);
        String halfHeight = op("Mul", op("Max", row(box, 0), scalar("zero", 0)), scalar("half", 0.5f));
        String halfWidth = op("Mul", op("Max", row(box, 1), scalar("zero", 0)), scalar("half", 0.5f));
        String middleY = op("Add", peakY, row(shift, 0));
        String middleX = op("Add", peakX, row(shift, 1));
        String top = clip(op("Sub", middleY, halfHeight), "height", h);
        String bottom = clip(op("Add", middleY, halfHeight), "height", h);
        String left = clip(op("Sub", middleX, halfWidth), "width", w);
        String right = clip(op("Add", middleX, halfWidth), "width", w);

        String guess = reshape(at("kpt_regress", 2 * KEYPOINTS), -1, KEYPOINTS, 2, PEOPLE);
        String bellY = bell("y", h, op("Add", peakY, half(guess, 0)), top, bottom);
        String bellX = bell("x", w, op("Add", peakX, half(guess, 1)), left, right);
        // [N, 17, 12, h, w]: the heatmap of each keypoint as each person weighs it.
        String weighed = reshape(op("Mul", reshape("kpt_heatmap", -1, KEYPOINTS, 1, h, w),
                op("Mul", op("Unsqueeze", bellY, axis(4)), op("Unsqueeze", bellX, axis(3)))), -1, KEYPOINTS, PEOPLE,
                h * w);
        String place = op("ArgMax", weighed);
        last().addAttribute(integer("axis", 3)).addAttribute(integer("keepdims", 0));

        // A keypoint's score is the greatest that any of the people gives to its place.
        String everyone = op("Expand", op("Unsqueeze", place, axis(2)),
                graph.wholeNumbers("people/everyone", 1, KEYPOINTS, PEOPLE, PEOPLE));
        String given = op("GatherElements", weighed, everyone);
        last().addAttribute(integer("axis", 3));
        String score = op("ReduceMax", given);
        last().addAttribute(integers("axes", 2)).addAttribute(integer("keepdims", 0));

        String offset = reshape("kpt_offset", -1, KEYPOINTS, 2, h * w);
        String keypointY = op("Add", op("Gather", y, place), offsetAt(offset, 0, place));
        String keypointX = op("Add", op("Gather", x, place), offsetAt(offset, 1, place));

        String sure = cast(op("Greater", score, scalar("sure", KEYPOINT_MIN_SCORE)));
        String sum = op("ReduceSum", op("Mul", score, sure), axis(1));
        String count = op("Max", op("ReduceSum", sure, axis(1)), scalar("one", 1));
        String person = op("Div", op("Mul", op("Unsqueeze", peak, axis(1)), sum), count);

        String box4 = op("Concat", pixels(left), pixels(top), pixels(right), pixels(bottom));
        last().addAttribute(integer("axis", 1));
        String keypoints = op("Concat", op("Unsqueeze", pixels(keypointX), axis(2)),
                op("Unsqueeze", pixels(keypointY), axis(2)), op("Unsqueeze", score, axis(2)));
        last().addAttribute(integer("axis", 2));
        String fields = op("Concat", person, box4, reshape(keypoints, -1, 3 * KEYPOINTS, PEOPLE));
        last().addAttribute(integer("axis", 1));
        String rows = op("Transpose", fields);
        last().addAttribute(integers("perm", 0, 2, 1));
        named("Reshape", "people", rows, graph.wholeNumbers("people/shape", -1, 1, PEOPLE, FIELDS));
        graph.output(new Value("people", 1, PEOPLE, FIELDS));
        named("MaxPool", "centres", "center");
        last().addAttribute(integers("kernel_shape", COARSE, COARSE)).addAttribute(integers("strides", COARSE, COARSE));
        graph.output(new Value("centres", 1, h / COARSE, w / COARSE));
        if (layer != null) {
            levels();
        }
    }

    /** The backbone in 255 steps, as {@code detection.Activations} keeps it; whole numbers, which halves hold exactly. */
    private void levels() {
        String steps = op("Floor", op("Add", op("Mul", "backbone", scalar("steps", 1 / (6f / 255))),
                scalar("half", 0.5f)));
        named("Cast", "levels", op("Min", op("Max", steps, scalar("zero", 0)), scalar("most", 255)));
        last().addAttribute(integer("to", TensorProto.DataType.FLOAT16.getNumber()));
        graph.proto().addOutput(layer.toBuilder().setName("levels").setType(layer.getType().toBuilder().setTensorType(
                layer.getType().getTensorType().toBuilder().setElemType(TensorProto.DataType.FLOAT16.getNumber()))));
    }

    /** The centre where it is a peak; elsewhere a number below 0 that falls from cell to cell. [N, h * w] */
    private String flatPeaks() {
        String difference = op("Abs", op("Sub", "center", "center_max"));
        String isPeak = op("Less", difference, scalar("tolerance", PEAK_TOLERANCE));
        float[] order = new float[h * w];
        for (int cell = 0; cell < order.length; cell++) {
            order[cell] = -1 - cell;
        }
        String none = graph.constant("people/order", new int[] {1, 1, h, w}, order);
        return reshape(op("Where", isPeak, "center", none), -1, h * w);
    }

    /** What that head says at each person's cell: [N, channels, 12]. */
    private String at(String head, int channels) {
        String cell = op("Expand", op("Unsqueeze", "people/cell", axis(1)),
                graph.wholeNumbers("people/times" + channels, 1, channels, PEOPLE));
        String values = op("GatherElements", reshape(head, -1, channels, h * w), cell);
        last().addAttribute(integer("axis", 2));
        return values;
    }

    /** Of [N, 17, 2, h * w] the y (0) or x (1) of each keypoint at its place, [N, 17, 12]. */
    private String offsetAt(String offset, int which, String place) {
        String values = op("GatherElements", half(offset, which), place);
        last().addAttribute(integer("axis", 2));
        return values;
    }

    /**
     * The bell curve round each guess along one axis, 0 outside the box: [N, 17, 12, size].
     *
     * @param guess [N, 17, 12]
     * @param from  [N, 1, 12], as is {@code to}
     */
    private String bell(String name, int size, String guess, String from, String to) {
        float[] places = new float[size];
        for (int i = 0; i < size; i++) {
            places[i] = i;
        }
        String along = graph.constant("people/along_" + name, new int[] {1, 1, 1, size}, places);
        String distance = op("Sub", along, op("Unsqueeze", guess, axis(3)));
        String spread = scalar("spread", -Math.min(h, w) * SPREAD);
        String curve = op("Exp", op("Div", op("Mul", distance, distance), spread));
        String inside = op("And", op("Not", op("Less", along, op("Unsqueeze", from, axis(3)))),
                op("Less", along, op("Unsqueeze", to, axis(3))));
        return op("Where", inside, curve, scalar("zero", 0));
    }

    /** Cells to pixels of the input. */
    private String pixels(String cells) {
        return op("Mul", cells, scalar("pixels", CELL));
    }

    private String clip(String value, String what, int limit) {
        return op("Min", op("Max", value, scalar("zero", 0)), scalar(what, limit));
    }

    /** Channel {@code index} of [N, channels, 12], kept as an axis. */
    private String row(String value, int index) {
        String taken = op("Gather", value, graph.wholeNumbers("people/channel" + index, index));
        last().addAttribute(integer("axis", 1));
        return taken;
    }

    /** Entry {@code index} of the third axis, which goes. */
    private String half(String value, int index) {
        String taken = op("Gather", value, graph.wholeNumbers("people/channel" + index, index));
        last().addAttribute(integer("axis", 2));
        return op("Squeeze", taken, axis(2));
    }

    private String cells(String name, Function<Integer, Integer> of) {
        float[] values = new float[h * w];
        for (int cell = 0; cell < values.length; cell++) {
            values[cell] = of.apply(cell);
        }
        return graph.constant("people/" + name, new int[] {h * w}, values);
    }

    private String cast(String truth) {
        String number = op("Cast", truth);
        last().addAttribute(integer("to", TensorProto.DataType.FLOAT.getNumber()));
        return number;
    }

    private String reshape(String value, long... shape) {
        String name = "people/as" + Arrays.toString(shape).replaceAll("[\\[\\] ]", "").replace(',', 'x');
        return op("Reshape", value, graph.wholeNumbers(name, shape));
    }

    private String scalar(String name, float value) {
        return graph.constant("people/" + name, SCALAR, value);
    }

    private String axis(int axis) {
        return graph.wholeNumbers("people/axis" + axis, axis);
    }

    private String op(String type, String... inputs) {
        return named(type, "people/" + nodes++, inputs);
    }

    private String named(String type, String output, String... inputs) {
        graph.node(type, output, inputs);
        return output;
    }

    private NodeProto.Builder last() {
        return graph.proto().getNodeBuilder(nodeCount() - 1);
    }

    private int nodeCount() {
        return graph.proto().getNodeCount();
    }
}
