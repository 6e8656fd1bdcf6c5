package dev.vigil.stream;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_HWACCEL;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_PAL;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NONE;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVComponentDescriptor;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.javacpp.BytePointer;

/**
 * A picture's brightness, 0 to 255, as the means of 32 x 18 cells, and what can be said of the whole. Filled anew for
 * each picture; of large pictures only some rows are read.
 */
final class SmallPicture {

    static final int COLUMNS = 32;
    static final int ROWS = 18;
    static final int CELLS = COLUMNS * ROWS;
    private static final int REGION_COLUMNS = 4;
    private static final int REGION_ROWS = 3;
    /** Parts of the picture whose detail is told. */
    static final int REGIONS = REGION_COLUMNS * REGION_ROWS;

    /** Rows read of each cell, at most. */
    private static final int CELL_ROWS = 10;
    /** Over so many pixels brightness is compared for detail. */
    private static final int STRIDE = 2;
    /** Smaller steps may be noise, squared. */
    private static final int LEAST_STEP_SQUARED = 64;

    private final float[] cells = new float[CELLS];
    private final int[] sums = new int[COLUMNS];
    private byte[] row = {};
    private int format = AV_PIX_FMT_NONE;
    private boolean plain;
    private int width;
    private int height;
    private float mean;
    private float spread;
    private final double[] details = new double[REGIONS];
    private final long[] squares = new long[REGIONS];
    private final long[] compared = new long[REGIONS];
    private double detail;

    /** Takes a decoded picture; false where its brightness does not lie in bytes of its own. */
    boolean read(AVFrame picture) {
        if (picture.format() != format) {
            format = picture.format();
            plain = plain(format);
        }
        width = picture.width();
        height = picture.height();
        if (!plain || width < COLUMNS || height < ROWS) {
            return false;
        }
        if (row.length < width) {
            row = new byte[width];
        }
        BytePointer luma = picture.data(0);
        long lineBytes = picture.linesize(0);
        Arrays.fill(squares, 0);
        Arrays.fill(compared, 0);
        for (int r = 0; r < ROWS; r++) {
            int from = r * height / ROWS;
            int to = (r + 1) * height / ROWS;
            int step = Math.max(1, (to - from) / CELL_ROWS);
            Arrays.fill(sums, 0);
            int rows = 0;
            for (int y = from; y < to; y += step) {
                luma.position(y * lineBytes).get(row, 0, width);
                addRow();
                addSteps(r * REGION_ROWS / ROWS * REGION_COLUMNS);
                rows++;
            }
            for (int c = 0; c < COLUMNS; c++) {
                int across = (c + 1) * width / COLUMNS - c * width / COLUMNS;
                cells[r * COLUMNS + c] = (float) sums[c] / (rows * across);
            }
        }
        weigh();
        return true;
    }

    /** Becomes what the other one is. */
    void copy(SmallPicture other) {
        System.arraycopy(other.cells, 0, cells, 0, CELLS);
        width = other.width;
        height = other.height;
        mean = other.mean;
        spread = other.spread;
        detail = other.detail;
        System.arraycopy(other.details, 0, details, 0, REGIONS);
    }

    private static boolean plain(int format) {
        AVPixFmtDescriptor kind = av_pix_fmt_desc_get(format);
        if (kind == null || (kind.flags() & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_HWACCEL)) != 0) {
            return false;
        }
        AVComponentDescriptor first = kind.comp(0);
        return first.plane() == 0 && first.depth() == 8 && first.step() == 1;
    }

    private void addRow() {
        for (int c = 0; c < COLUMNS; c++) {
            int end = (c + 1) * width / COLUMNS;
            int sum = 0;
            for (int x = c * width / COLUMNS; x < end; x++) {
                sum += row[x] & 0xff;
            }
            sums[c] += sum;
        }
    }

    /** Adds what a row's pixels differ by to the regions from this one on. */
    private void addSteps(int region) {
        for (int c = 0; c < REGION_COLUMNS; c++) {
            int begin = Math.max(STRIDE, c * width / REGION_COLUMNS);
            int end = (c + 1) * width / REGION_COLUMNS;
            int sum = 0;
            for (int x = begin; x < end; x++) {
                int step = (row[x] & 0xff) - (row[x - STRIDE] & 0xff);
                int square = step * step;
                sum += square > LEAST_STEP_SQUARED ? square : 0;
            }
            squares[region + c] += sum;
            compared[region + c] += end - begin;
        }
    }

    private void weigh() {
        detail = 0;
        for (int i = 0; i < REGIONS; i++) {
            details[i] = (double) squares[i] / compared[i];
            detail += details[i] / REGIONS;
        }
        double sum = 0;
        double ofSquares = 0;
        for (float cell : cells) {
            sum += cell;
            ofSquares += cell * cell;
        }
        mean = (float) (sum / CELLS);
        spread = (float) Math.sqrt(Math.max(0, ofSquares / CELLS - (sum / CELLS) * (sum / CELLS)));
    }

    /** Brightness of a cell, counted row by row. */
    float cell(int i) {
        return cells[i];
    }

    float mean() {
        return mean;
    }

    /** Standard deviation of the cells: how much there is to see, coarsely. */
    float spread() {
        return spread;
    }

    /** Mean square of the steps between pixels close to each other, but for those of noise: how sharp it is. */
    double detail() {
        return detail;
    }

    /** The same of one of {@link #REGIONS} parts. */
    double detail(int region) {
        return details[region];
    }

    /** Whether the two are of pictures of one size. */
    boolean comparable(SmallPicture other) {
        return width == other.width && height == other.height;
    }

    /** Whether the two are the same to the last bit, as far as they were read. */
    boolean same(SmallPicture other) {
        return comparable(other) && detail == other.detail && Arrays.equals(cells, other.cells);
    }
}
