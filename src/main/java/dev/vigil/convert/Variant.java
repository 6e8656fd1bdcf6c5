package dev.vigil.convert;

import ai.onnx.proto.OnnxMl.GraphProto;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.vigil.file.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * A bundle whose model is made of another bundle's, as its bundle.yaml says: in half precision or in whole numbers,
 * with the decoding of people in the graph, or both.
 *
 * @param file      the ONNX file to make, in the bundle's folder
 * @param original  the ONNX file that it is made of
 * @param precision in which it computes
 * @param decoded   whether people come out of it in place of the heads
 * @param motion    the ONNX file to make of the network that reckons motion beside it; null for none
 * @param ranges    the file that says between which numbers its values lie; null where nobody asks
 */
record Variant(String file, Path original, Precision precision, boolean decoded, String motion, Path ranges) {

    /** Goes up when the same original would give other bytes than before. */
    static final String VERSION = "1";

    /** In which numbers a model computes. */
    enum Precision {
        FP32, FP16,
        /** Convolutions and additions in whole numbers of eight bits. */
        INT8;

        static Precision of(Path file, String word) {
            return Arrays.stream(values()).filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word)).findFirst()
                    .orElseThrow(() -> new ConversionException(file + ": source.precision is fp32, fp16 or int8, not '"
                            + word + "'"));
        }
    }

    /**
     * Reads the bundle in that folder; null when it is not made of another one.
     *
     * @throws ConversionException naming what is wrong
     */
    static Variant read(Path folder) throws IOException {
        Path file = folder.resolve(Recipe.FILE);
        JsonNode yaml = new YAMLMapper().readTree(file.toFile());
        JsonNode source = yaml.path("source");
        if (!source.has("bundle")) {
            return null;
        }
        Path other = folder.resolve(source.path("bundle").asText()).normalize();
        if (!Files.exists(other.resolve(Recipe.FILE))) {
            throw new ConversionException(file + ": source.bundle names no bundle: " + other);
        }
        Path original = other.resolve(new YAMLMapper().readTree(other.resolve(Recipe.FILE).toFile()).path("file")
                .asText());
        if (!Files.exists(original)) {
            throw new ConversionException(file + ": " + original + ", which it is made of, is missing");
        }
        Precision precision = Precision.of(file, source.path("precision").asText("fp32"));
        boolean decoded = source.path("decode").asBoolean(false);
        if (yaml.has("motion") && !decoded) {
            throw new ConversionException(file + ": motion needs source.decode: true, which gives it what it reads");
        }
        return new Variant(yaml.path("file").asText(), original, precision, decoded, yaml.path("motion").asText(null),
                precision == Precision.INT8 ? folder.resolve(Ranges.FILE) : null);
    }

    byte[] make() throws IOException {
        GraphProto graph = OnnxGraph.read(original);
        OnnxGraph target = new OnnxGraph(switch (precision) {
            case FP32 -> graph;
            case FP16 -> HalfPrecision.of(graph);
            case INT8 -> EightBits.of(graph, Ranges.read(ranges).demand(ranges, original, Sha256.of(original),
                    new ByteTensors(graph).names()).byTensor());
        });
        if (decoded) {
            new PeopleGraph(target).append();
        }
        return target.toBytes("vigil", GraphConverter.VERSION + "." + VERSION);
    }
}
