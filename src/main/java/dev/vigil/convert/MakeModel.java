package dev.vigil.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A step of the build: makes the model of each bundle that says where it comes from, unless it is there already and
 * made from just that source by just this converter.
 */
public final class MakeModel {

    private MakeModel() {
    }

    /**
     * Makes the models of the bundles in the folder {@code args[0]}, such as {@code models}.
     *
     * @throws ConversionException with the one line that a developer needs
     */
    public static void main(String[] args) {
        Path models = Path.of(args[0]);
        Path cache = SourceCache.folder(System.getenv(), Path.of(System.getProperty("user.home")));
        try {
            for (Path bundle : bundles(models)) {
                make(bundle, cache);
            }
            // After those that they are made of.
            for (Path bundle : bundles(models)) {
                makeVariant(bundle);
            }
        } catch (IOException e) {
            throw new ConversionException("the model could not be made in " + models + ": " + e);
        }
    }

    private static List<Path> bundles(Path models) throws IOException {
        try (Stream<Path> folders = Files.list(models)) {
            return folders.filter(folder -> Files.exists(folder.resolve(Recipe.FILE))).sorted().toList();
        }
    }

    private static void make(Path bundle, Path cache) throws IOException {
        Recipe recipe = Recipe.read(bundle);
        if (recipe == null) {
            return;
        }
        MadeModel made = MadeModel.in(bundle, recipe);
        if (made.isFresh()) {
            return;
        }
        SourceCache sources = new SourceCache(cache, recipe);
        sources.fill();
        long started = System.nanoTime();
        byte[] onnx = GraphConverter.convert(recipe, sources.model(), sources.weights());
        made.write(onnx);
        say("%s: made %s (%.1f MB) in %.1f s", recipe.name(), made.file(), onnx.length / 1e6,
                (System.nanoTime() - started) / 1e9);
    }

    private static void makeVariant(Path bundle) throws IOException {
        Variant variant = Variant.read(bundle);
        if (variant == null) {
            return;
        }
        MadeModel made = MadeModel.in(bundle, variant);
        if (!made.isFresh()) {
            byte[] onnx = variant.make();
            made.write(onnx);
            say("%s: made %s (%.1f MB) of %s", bundle.getFileName(), made.file(), onnx.length / 1e6,
                    variant.original());
        }
        if (variant.motion() != null && !MadeModel.motion(bundle, variant).isFresh()) {
            MadeModel.motion(bundle, variant).write(MotionGraph.make());
            say("%s: made %s", bundle.getFileName(), MadeModel.motion(bundle, variant).file());
        }
    }

    /** A line of the build's output. */
    static void say(String format, Object... values) {
        System.out.println("[model] " + format.formatted(values));
        System.out.flush();
    }

    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.0f MB", bytes / 1e6);
    }
}
