package dev.vigil.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.convert.Ranges.Range;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangesTest {

    private static final String SHA256 = "1e".repeat(32);
    private static final Path MODEL = Path.of("models/other/model.onnx");

    @TempDir
    Path folder;
    private Path file;

    @BeforeEach
    void aFile() throws IOException {
        file = folder.resolve("ranges.yaml");
        new Ranges(SHA256, 112, 99.99, new TreeMap<>(Map.of("b/add.__x__:0", new Range(-123.4567f, 0), "a",
                new Range(1e-7f, 6)))).write(file);
    }

    @Test
    void whatIsWrittenIsReadAgainToFourDigitsAndSorted() throws IOException {
        Ranges read = Ranges.read(file);
        assertEquals(new Ranges(SHA256, 112, 99.99, new TreeMap<>(Map.of("a", new Range(1e-7f, 6), "b/add.__x__:0",
                new Range(-123.5f, 0)))), read);
        String text = Files.readString(file);
        assertTrue(text.indexOf("\"a\"") < text.indexOf("\"b/add"), text);
        read.demand(file, MODEL, SHA256, List.of("a"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-123.5, 0    | 3, 2          | ranges as [least, most], but that of b/add.__x__:0 is [3,2]",
        "-123.5, 0    | .nan, 2       | is not YAML",
        "-123.5, 0    | 1             | that of b/add.__x__:0 is [1]",
        "-123.5, 0    | low, high     | that of b/add.__x__:0 is [\"low\",\"high\"]",
        "-123.5, 0    | [low          | is not YAML",
        "ranges:      | rages:        | must say model_sha256 (64 hexadecimal digits), pictures, percentile and ranges",
        "1e1e         | xyxy          | must say model_sha256",
        "112          | many          | must say model_sha256",
    })
    void everyMistakeIsOneLineThatSaysHowToMeasure(String right, String wrong, String expected) throws IOException {
        String text = Files.readString(file);
        assertTrue(text.contains(right), text);
        Files.writeString(file, text.replace(right, wrong));
        assertMistake(expected, () -> Ranges.read(file));
    }

    @Test
    void oneThatIsMissingIsNamed() throws IOException {
        Files.delete(file);
        assertMistake("is missing, without which no int8 model can be made", () -> Ranges.read(file));
    }

    @Test
    void thoseOfAnotherModelOrWithoutATensorAreRefused() throws IOException {
        Ranges ranges = Ranges.read(file);
        assertMistake("was measured on a model of sha256 " + SHA256 + ", but " + MODEL + " has 12",
                () -> ranges.demand(file, MODEL, "12", List.of("a")));
        assertMistake("has no range of c, which is in " + MODEL,
                () -> ranges.demand(file, MODEL, SHA256, List.of("a", "c")));
    }

    private void assertMistake(String expected, Executable reading) {
        String message = assertThrows(ConversionException.class, reading).getMessage();
        assertTrue(message.startsWith(file.toString()) && message.contains(expected)
                && message.endsWith("./mvnw exec:java@ranges -Ddata=FOLDER"), message);
        assertEquals(1, message.lines().count(), message);
    }
}
