package dev.vigil.train;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Makes copies of a clip as worse cameras would have filmed it; the same for the same seed. */
final class Degrading {

    private Degrading() {
    }

    /** Dark, noisy, half of them grey (as by infrared light), shaking a little, some with sudden changes of light. */
    static List<Picture> night(List<Picture> pictures, long seed) {
        Random random = new Random(seed);
        double gain = 0.3 + 0.8 * random.nextDouble();
        double noise = 14 * random.nextDouble();
        boolean grey = random.nextBoolean();
        double shake = 2 * random.nextDouble();
        int jump = random.nextDouble() < 0.3 ? random.nextInt(pictures.size()) : -1;
        double jumpGain = 0.6 + 0.8 * random.nextDouble();
        List<Picture> worse = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            if (i == jump) {
                gain *= jumpGain;
            }
            Picture moved = pictures.get(i).sampled(shake * random.nextGaussian(), shake * random.nextGaussian(), 1, 1,
                    pictures.get(i).width(), pictures.get(i).height());
            worse.add(light(moved, gain, 0, noise, grey, random));
        }
        return worse;
    }

    /** A cheap camera on a thin line: coarse, blurred, compressed to blocks, flat, noisy, some grey. */
    static List<Picture> cheap(List<Picture> pictures, long seed) {
        Random random = new Random(seed);
        double coarse = 1 + 2.5 * random.nextDouble();
        double contrast = 0.4 + 0.7 * random.nextDouble();
        double offset = (1 - contrast) * 255 * (0.2 + 0.5 * random.nextDouble());
        double noise = 6 * random.nextDouble();
        boolean grey = random.nextDouble() < 0.4;
        float quality = 0.05f + 0.4f * random.nextFloat();
        List<Picture> worse = new ArrayList<>();
        for (Picture picture : pictures) {
            worse.add(compressed(light(picture.coarsened(coarse), contrast, offset, noise, grey, random), quality));
        }
        return worse;
    }

    private static Picture light(Picture picture, double gain, double offset, double noise, boolean grey,
                                 Random random) {
        byte[] from = picture.rgb();
        byte[] to = new byte[from.length];
        for (int i = 0; i < from.length; i += 3) {
            double grain = noise * random.nextGaussian();
            int red = from[i] & 0xff;
            int green = from[i + 1] & 0xff;
            int blue = from[i + 2] & 0xff;
            double luma = 0.299 * red + 0.587 * green + 0.114 * blue;
            to[i] = clipped((grey ? luma : red) * gain + offset + grain);
            to[i + 1] = clipped((grey ? luma : green) * gain + offset + grain);
            to[i + 2] = clipped((grey ? luma : blue) * gain + offset + grain);
        }
        return picture.with(to);
    }

    private static byte clipped(double value) {
        return (byte) Math.max(0, Math.min(255, Math.round(value)));
    }

    private static Picture compressed(Picture picture, float quality) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        swapRedAndBlue(picture.rgb(), bgr);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
                ImageWriteParam how = writer.getDefaultWriteParam();
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionQuality(quality);
                writer.setOutput(out);
                writer.write(null, new IIOImage(image, null, null), how);
            }
            BufferedImage read = ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
            byte[] rgb = new byte[bgr.length];
            swapRedAndBlue(((DataBufferByte) read.getRaster().getDataBuffer()).getData(), rgb);
            return picture.with(rgb);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        } finally {
            writer.dispose();
        }
    }

    private static void swapRedAndBlue(byte[] from, byte[] to) {
        for (int i = 0; i < from.length; i += 3) {
            to[i] = from[i + 2];
            to[i + 1] = from[i + 1];
            to[i + 2] = from[i];
        }
    }
}
