package dev.vigil.convert;

import static dev.vigil.convert.OnnxGraph.integer;
import static dev.vigil.convert.OnnxGraph.integers;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.vigil.inference.MotionNetwork;
import dev.vigil.inference.SampleTimes;

/**
 * A small network of its own: the motion of several cameras' windows, as {@code detection.FightWindow} reckons it, from
 * samples that lie in device memory, so that 10 KB a picture come back in place of the whole layer. It has no state:
 * which samples make up a window is told with every run ({@link SampleTimes#window}).
 *
 * <p>Inputs, for S samples of all cameras and B windows: {@code levels} [S, 1280, 112], halves that are whole numbers
 * from 0 to 255; {@code centres} [S, 112]; {@code window} [B, 14], numbers of samples; {@code weights} [B, 13];
 * {@code used} [B, 14]; {@code cells} [B, 112], 1 where a cell's centre lies within the picture. Output: {@code motion}
 * [B, 2, 1, 1280], the largest motion of each channel over two by two cells, then the strongest cell of those.
 */
final class MotionGraph {

    /** Goes up when it would give other bytes than before. */
    static final String VERSION = "1";

    private static final int CHANNELS = MotionNetwork.CHANNELS;
    private static final int ROWS = MotionNetwork.ROWS;
    private static final int COLUMNS = MotionNetwork.COLUMNS;
    private static final int CELLS = MotionNetwork.CELLS;
    /** Places of two by two cells. */
    private static final int FOURS = (ROWS - 1) * (COLUMNS - 1);
    private static final int SAMPLES = SampleTimes.CAPACITY;
    private static final float SURE_CENTRE = 0.2f;

    private final OnnxGraph graph = new OnnxGraph("motion");
    private int nodes;

    private MotionGraph() {
    }

    static byte[] make() {
        return new MotionGraph().build();
    }

    private byte[] build() {
        graph.input("levels", DataType.FLOAT16, "S", CHANNELS, CELLS);
        graph.input("centres", DataType.FLOAT, "S", CELLS);
        graph.input("window", DataType.INT64, "B", SAMPLES);
        graph.input("weights", DataType.FLOAT, "B", SAMPLES - 1);
        graph.input("used", DataType.FLOAT, "B", SAMPLES);
        graph.input("cells", DataType.FLOAT, "B", CELLS);

        String samples = op("Cast", op("Gather", "levels", "window"));
        last().addAttribute(integer("to", DataType.FLOAT.getNumber()));
        String differences = op("Abs", op("Sub", part(samples, 0, SAMPLES - 1), part(samples, 1, SAMPLES)));
        String weighed = op("Mul", differences, reshape("weights", -1, SAMPLES - 1, 1, 1));
        String sum = op("ReduceSum", weighed, graph.wholeNumbers("axis1", 1));
        last().addAttribute(integer("keepdims", 0));

        String gated = op("Mul", sum, op("Unsqueeze", gate(), graph.wholeNumbers("axis1", 1)));
        String fours = op("Mul", reshape(fours(reshape(gated, -1, CHANNELS, ROWS, COLUMNS)), -1, CHANNELS, FOURS),
                op("Floor", reshape(fours(reshape("cells", -1, 1, ROWS, COLUMNS)), -1, 1, FOURS)));
        String most = op("ReduceMax", fours);
        last().addAttribute(integers("axes", 2)).addAttribute(integer("keepdims", 0));
        String where = op("Cast", strongestOfFour(gated, argMax(fours)));
        last().addAttribute(integer("to", DataType.FLOAT.getNumber()));
        String both = op("Concat", op("Unsqueeze", most, graph.wholeNumbers("axis1", 1)),
                op("Unsqueeze", where, graph.wholeNumbers("axis1", 1)));
        last().addAttribute(integer("axis", 1));
        graph.node("Reshape", "motion", both, graph.wholeNumbers("shape", -1, 2, 1, CHANNELS));
        graph.result("motion", "B", 2, 1, CHANNELS);
        return graph.toBytes("vigil", GraphConverter.VERSION);
    }

    private String argMax(String value) {
        String cell = op("ArgMax", value);
        last().addAttribute(integer("axis", 2)).addAttribute(integer("keepdims", 0));
        return cell;
    }

    /** The mean of each two by two cells; of cells that are 1 or 0, it is 1 where all of them count. */
    private String fours(String cells) {
        String mean = op("AveragePool", cells);
        last().addAttribute(integers("kernel_shape", 2, 2)).addAttribute(integers("strides", 1, 1));
        return mean;
    }

    /** The strongest cell of the best four, of equal ones the first. */
    private String strongestOfFour(String gated, String best) {
        long[] corners = new long[4 * FOURS];
        for (int four = 0; four < FOURS; four++) {
            int first = four / (COLUMNS - 1) * COLUMNS + four % (COLUMNS - 1);
            corners[4 * four] = first;
            corners[4 * four + 1] = first + 1;
            corners[4 * four + 2] = first + COLUMNS;
            corners[4 * four + 3] = first + COLUMNS + 1;
        }
        String table = op("Reshape", graph.wholeNumbers("corners", corners), graph.wholeNumbers("by_four", FOURS, 4));
        String candidates = op("Gather", table, best);
        String values = op("GatherElements", gated, candidates);
        last().addAttribute(integer("axis", 2));
        String which = op("Unsqueeze", argMax(values), graph.wholeNumbers("axis2", 2));
        String cell = op("GatherElements", candidates, which);
        last().addAttribute(integer("axis", 2));
        return op("Squeeze", cell, graph.wholeNumbers("axis2", 2));
    }

    /** Opens near every person seen within the window: by the largest centre of a cell and its eight neighbours. */
    private String gate() {
        String seen = op("Mul", op("Gather", "centres", "window"), reshape("used", -1, SAMPLES, 1));
        String people = op("ReduceMax", seen);
        last().addAttribute(integers("axes", 1)).addAttribute(integer("keepdims", 0));
        String near = op("MaxPool", reshape(people, -1, 1, ROWS, COLUMNS));
        last().addAttribute(integers("kernel_shape", 3, 3)).addAttribute(integers("pads", 1, 1, 1, 1));
        String open = op("Min", op("Div", reshape(near, -1, CELLS), graph.constant("sure", new int[0], SURE_CENTRE)),
                graph.constant("one", new int[0], 1));
        return op("Mul", open, "cells");
    }

    private String part(String samples, int from, int to) {
        return op("Slice", samples, graph.wholeNumbers("from" + from, from), graph.wholeNumbers("to" + to, to),
                graph.wholeNumbers("axis1", 1));
    }

    private String reshape(String value, long... shape) {
        return op("Reshape", value, graph.wholeNumbers("shape" + nodes, shape));
    }

    private String op(String type, String... inputs) {
        String output = "motion/" + nodes++;
        graph.node(type, output, inputs);
        return output;
    }

    private NodeProto.Builder last() {
        return graph.proto().getNodeBuilder(graph.proto().getNodeCount() - 1);
    }
}
