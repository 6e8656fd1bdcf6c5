package dev.vigil.convert;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A bundle whose model is made of another bundle's, as its bundle.yaml says: in half precision, with the decoding of
 * people in the graph, or both.
 *
 * @param file     the ONNX file to make, in the bundle's folder
 * @param original the ONNX file that it is made of
 * @param half     whether it computes in half precision
 * @param decoded  whether people come out of it in place of the heads
 * @param motion   the ONNX file to make of the network that reckons motion beside it; null for none
 */
record Variant(String file, Path original, boolean half, boolean decoded, String motion) {

    /** Goes up when the same original would give other bytes than before. */
    static final String VERSION = "1";

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
        String precision = source.path("precision").asText("fp32");
        if (!precision.equals("fp32") && !precision.equals("fp16")) {
            throw new ConversionException(file + ": source.precision is fp32 or fp16, not '" + precision + "'");
        }
        boolean decoded = source.path("decode").asBoolean(false);
        if (yaml.has("motion") && !decoded) {
            throw new ConversionException(file + ": motion needs source.decode: true, which gives it what it reads");
        }
        return new Variant(yaml.path("file").asText(), original, precision.equals("fp16"), decoded,
                yaml.path("motion").asText(null));
    }

    byte[] make() throws IOException {
        GraphProto graph;
        try {
            graph = ModelProto.parseFrom(Files.readAllBytes(original)).getGraph();
        } catch (InvalidProtocolBufferException e) {
            throw new ConversionException(original + " is no ONNX file: " + e.getMessage());
        }
        OnnxGraph target = new OnnxGraph(half ? HalfPrecision.of(graph) : graph);
        if (decoded) {
            new PeopleGraph(target).append();
        }
        return target.toBytes("vigil", GraphConverter.VERSION + "." + VERSION);
    }
}
