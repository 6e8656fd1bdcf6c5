package dev.vigil.stream;

import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame_flags;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_parameters_set;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_get_by_name;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_init_str;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_link;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_CUDA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_copy_props;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_free;

import org.bytedeco.ffmpeg.avfilter.AVBufferSrcParameters;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.Pointer;

/**
 * Scales pictures where the GPU's decoder left them. The small ones are handed over there, or brought to the host: one
 * download of some 170 KB in place of the whole picture, or of 113 KB where only its brightness is wanted. Each is done
 * once for a picture, however often it is asked for.
 */
final class DevicePictures implements AutoCloseable {

    private static final int KEEP_REFERENCE = 8; // AV_BUFFERSRC_FLAG_KEEP_REF

    private PictureSize size;
    private final AVFrame scaled = av_frame_alloc();
    private final Download whole = Download.whole();
    private final Download brightness = Download.brightness();
    private boolean isScaled;
    private AVFilterGraph graph;
    private AVFilterContext in;
    private AVFilterContext out;
    private Pointer pool;
    private int sourceWidth;
    private int sourceHeight;
    private int width;
    private int height;

    DevicePictures(PictureSize size) {
        this.size = size;
    }

    static boolean isOnDevice(AVFrame picture) {
        return picture.format() == AV_PIX_FMT_CUDA;
    }

    /** Has pictures fit into that size from the next one on. */
    void fit(PictureSize wanted) {
        size = wanted;
    }

    /** The decoder goes on to its next picture. */
    void next() {
        isScaled = false;
        whole.next();
        brightness.next();
    }

    /**
     * The picture on the device, fit into the size, with square pixels; good until the next one, or for as long as a
     * reference to it is held.
     *
     * @throws StreamFault where the GPU fails at it
     */
    AVFrame scaled(AVFrame picture) throws StreamFault {
        if (!isScaled) {
            scale(picture);
            isScaled = true;
        }
        return scaled;
    }

    /** That in host memory, until the next one. */
    AVFrame download(AVFrame picture) throws StreamFault {
        return whole.of(scaled(picture));
    }

    /** Its brightness alone in host memory, until the next one. */
    AVFrame brightness(AVFrame picture) throws StreamFault {
        return (whole.isDone() ? whole : brightness).of(scaled(picture));
    }

    private void scale(AVFrame picture) throws StreamFault {
        int num = picture.sample_aspect_ratio().num();
        int den = picture.sample_aspect_ratio().den();
        double shown = picture.width() * (num <= 0 || den <= 0 ? 1.0 : (double) num / den);
        double factor = Math.min(size.width() / shown, (double) size.height() / picture.height());
        int toWidth = even(shown * factor, size.width());
        int toHeight = even(picture.height() * factor, size.height());
        if (graph == null || changed(picture, toWidth, toHeight)) {
            build(picture, toWidth, toHeight);
        }
        av_frame_unref(scaled);
        check(av_buffersrc_add_frame_flags(in, picture, KEEP_REFERENCE), "taken by the GPU's scaler");
        check(av_buffersink_get_frame(out, scaled), "scaled by the GPU");
        check(av_frame_copy_props(scaled, picture), "described");
        scaled.sample_aspect_ratio().num(1).den(1);
    }

    /** NV12 has one colour for each two by two pixels. */
    private static int even(double wanted, int most) {
        return Math.max(2, Math.min((int) Math.round(wanted / 2) * 2, most / 2 * 2));
    }

    private boolean changed(AVFrame picture, int toWidth, int toHeight) {
        // Another pool of frames is another decoder behind the stream, though all sizes are the same.
        return picture.width() != sourceWidth || picture.height() != sourceHeight || toWidth != width
                || toHeight != height || !picture.hw_frames_ctx().data().equals(pool);
    }

    private void build(AVFrame picture, int toWidth, int toHeight) throws StreamFault {
        freeGraph();
        graph = avfilter_graph_alloc();
        sourceWidth = picture.width();
        sourceHeight = picture.height();
        width = toWidth;
        height = toHeight;
        pool = new Pointer(picture.hw_frames_ctx().data());
        in = avfilter_graph_alloc_filter(graph, avfilter_get_by_name("buffer"), "in");
        AVBufferSrcParameters parameters = av_buffersrc_parameters_alloc();
        parameters.format(AV_PIX_FMT_CUDA).width(sourceWidth).height(sourceHeight)
                .hw_frames_ctx(picture.hw_frames_ctx());
        parameters.time_base().num(1).den(1_000_000);
        int code = av_buffersrc_parameters_set(in, parameters);
        av_free(parameters);
        check(code, "described to the GPU's scaler");
        check(avfilter_init_str(in, (String) null), "taken by the GPU's scaler");
        AVFilterContext scale = filter("scale_cuda", "scale", "w=" + toWidth + ":h=" + toHeight + ":format=nv12");
        out = filter("buffersink", "out", null);
        check(avfilter_link(in, 0, scale, 0), "taken by the GPU's scaler");
        check(avfilter_link(scale, 0, out, 0), "given by the GPU's scaler");
        check(avfilter_graph_config(graph, null), "scaled by the GPU");
    }

    private AVFilterContext filter(String kind, String name, String options) throws StreamFault {
        AVFilterContext filter = avfilter_graph_alloc_filter(graph, avfilter_get_by_name(kind), name);
        check(filter == null ? -1 : avfilter_init_str(filter, options), "given to FFmpeg's filter " + kind);
        return filter;
    }

    static void check(int code, String what) throws StreamFault {
        if (code < 0) {
            throw new StreamFault(BlindCause.BROKEN, "a picture cannot be " + what + " (" + code + ")");
        }
    }

    private void freeGraph() {
        // The bridge makes of Java's null an address that FFmpeg would follow.
        if (graph != null) {
            avfilter_graph_free(graph);
            graph = null;
        }
    }

    @Override
    public void close() {
        freeGraph();
        whole.close();
        brightness.close();
        av_frame_free(scaled);
    }
}
