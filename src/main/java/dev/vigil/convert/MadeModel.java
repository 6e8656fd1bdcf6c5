package dev.vigil.convert;

import dev.vigil.file.Sha256;
import dev.vigil.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The ONNX file that the build made, with a note beside it of what it was made from. */
final class MadeModel {

    private final Path file;
    private final Path note;
    private final String recipe;

    private MadeModel(Path file, String recipe) {
        this.file = file;
        this.note = file.resolveSibling(file.getFileName() + ".made");
        this.recipe = recipe;
    }

    static MadeModel in(Path bundle, Recipe recipe) throws IOException {
        String recipeHash = Sha256.of(bundle.resolve(Recipe.FILE));
        return new MadeModel(bundle.resolve(recipe.file()), "converter " + GraphConverter.VERSION + ", bundle "
                + recipeHash);
    }

    static MadeModel in(Path bundle, Variant variant) throws IOException {
        return new MadeModel(bundle.resolve(variant.file()), "variants " + Variant.VERSION + ", bundle "
                + Sha256.of(bundle.resolve(Recipe.FILE)) + ", of " + Sha256.of(variant.original())
                + (variant.ranges() == null ? "" : ", ranges " + rangesHash(variant.ranges())));
    }

    /** One that is missing is told by what reads it. */
    private static String rangesHash(Path ranges) throws IOException {
        return Files.exists(ranges) ? Sha256.of(ranges) : "missing";
    }

    /** The network beside that variant which reckons motion; it is the same for all of them. */
    static MadeModel motion(Path bundle, Variant variant) {
        return new MadeModel(bundle.resolve(variant.motion()), "motion " + MotionGraph.VERSION);
    }

    Path file() {
        return file;
    }

    /** Whether the file is whole and what today's bundle and converter would make again. */
    boolean isFresh() throws IOException {
        return Files.exists(file) && Files.exists(note)
                && Files.readString(note).equals(note(Sha256.of(file)));
    }

    void write(byte[] onnx) throws IOException {
        Files.deleteIfExists(note);
        WholeFile.write(file, onnx);
        WholeFile.write(note, note(Sha256.of(onnx)));
    }

    private String note(String modelHash) {
        return recipe + ", model " + modelHash + "\n";
    }
}
