package dev.vigil.detection;

import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.Outputs;
import dev.vigil.inference.Tensor;
import dev.vigil.stream.PictureSize;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** Heads of movenet-multipose for a batch, in direct buffers as an engine gives them, to be filled by a test. */
final class Heads implements Outputs {

    private static final ModelBundle MODEL = new ModelBundle("heads", Path.of("none"), "", new PictureSize(448, 256),
            List.of("center"), Optional.empty());

    final int h;
    final int w;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    Heads(int frames, int h, int w) {
        this.h = h;
        this.w = w;
        add("center", frames, 1);
        add("center_max", frames, 1);
        add("box_scale", frames, 2);
        add("box_offset", frames, 2);
        add("kpt_heatmap", frames, 17);
        add("kpt_regress", frames, 34);
        add("kpt_offset", frames, 34);
    }

    private void add(String name, int frames, int channels) {
        FloatBuffer data = ByteBuffer.allocateDirect(frames * channels * h * w * Float.BYTES)
                .order(ByteOrder.nativeOrder()).asFloatBuffer();
        tensors.put(name, new Tensor(name, channels, h, w, data));
    }

    @Override
    public ModelBundle model() {
        return MODEL;
    }

    @Override
    public boolean has(String name) {
        return tensors.containsKey(name);
    }

    @Override
    public Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no output " + name);
        }
        return tensor;
    }

    float get(String name, int frame, int channel, int y, int x) {
        return tensor(name).data().get(at(name, frame, channel, y, x));
    }

    void set(String name, int frame, int channel, int y, int x, float value) {
        tensor(name).data().put(at(name, frame, channel, y, x), value);
    }

    private int at(String name, int frame, int channel, int y, int x) {
        return ((frame * tensor(name).channels() + channel) * h + y) * w + x;
    }

    /** Numbers in the ranges that the model gives, other ones in every frame; some boxes are empty or leave the map. */
    static Heads random(long seed, int frames, int h, int w) {
        Random random = new Random(seed);
        Heads heads = new Heads(frames, h, w);
        heads.fill("center", () -> (float) Math.pow(random.nextFloat(), 3));
        heads.fill("box_scale", () -> random.nextFloat() * 50 - 5);
        heads.fill("box_offset", () -> random.nextFloat() * 4 - 2);
        heads.fill("kpt_heatmap", random::nextFloat);
        heads.fill("kpt_regress", () -> random.nextFloat() * 40 - 20);
        heads.fill("kpt_offset", () -> random.nextFloat() * 2 - 1);
        heads.poolCenter();
        return heads;
    }

    private void fill(String name, Supplier<Float> value) {
        FloatBuffer data = tensor(name).data();
        for (int i = 0; i < data.capacity(); i++) {
            data.put(i, value.get());
        }
    }

    /** Makes center_max from center, as the model does: the maximum of the 5x5 surroundings. */
    void poolCenter() {
        int frames = tensor("center").data().capacity() / (h * w);
        for (int n = 0; n < frames; n++) {
            for (int y = 0; y < h; y++) {
                for (int x = 0; x < w; x++) {
                    float greatest = 0;
                    for (int v = Math.max(0, y - 2); v <= Math.min(h - 1, y + 2); v++) {
                        for (int u = Math.max(0, x - 2); u <= Math.min(w - 1, x + 2); u++) {
                            greatest = Math.max(greatest, get("center", n, 0, v, u));
                        }
                    }
                    set("center_max", n, 0, y, x, greatest);
                }
            }
        }
    }
}
