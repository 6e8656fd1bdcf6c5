// Puts a small picture, as a GPU's decoder and FFmpeg's scale_cuda leave it, into the input of the model: NV12 to RGB,
// at the top-left, black where it does not reach. One thread for each pixel of the input.
//
// The numbers are those that swscale makes of such a picture on the host, within two steps of 255: colour is taken from
// the pair of pixels that it lies between, and weighed between the two rows that it lies between.
//
// It is compiled by NVRTC when an engine opens, and by a C compiler in tests.

typedef struct {
    const unsigned char *luma;
    const unsigned char *chroma;
    unsigned char *rgb;
    int lumaRowBytes, chromaRowBytes;
    int width, height;       // of the picture, both even
    int rgbWidth, rgbHeight; // of the input, no less
    int black, lumaScale;    // these and the next four: dev.vigil.stream.Colours
    int redOfV, blueOfU, greenOfU, greenOfV;
} Picture;

// What a colour adds to the brightness, in steps of that.
static __device__ int of(int colour, int number) {
    return (colour * number >> 16) - (number >> 9);
}

static __device__ unsigned char step(int value) {
    int rounded = (value + (1 << 15)) >> 16;
    return rounded < 0 ? 0 : rounded > 255 ? 255 : rounded;
}

#ifdef __cplusplus
extern "C"
#endif
__global__ void nv12ToRgb(Picture picture) {
    int x = blockIdx.x * blockDim.x + threadIdx.x;
    int y = blockIdx.y * blockDim.y + threadIdx.y;
    if (x >= picture.rgbWidth || y >= picture.rgbHeight) {
        return;
    }
    unsigned char *rgb = picture.rgb + 3 * ((long long) y * picture.rgbWidth + x);
    if (x >= picture.width || y >= picture.height) {
        rgb[0] = rgb[1] = rgb[2] = 0;
        return;
    }
    int near = y / 2;
    int far = y % 2 ? near + 1 : near - 1;
    far = far < 0 || far >= picture.height / 2 ? near : far;
    const unsigned char *nearUv = picture.chroma + (long long) near * picture.chromaRowBytes + x / 2 * 2;
    const unsigned char *farUv = picture.chroma + (long long) far * picture.chromaRowBytes + x / 2 * 2;
    int u = (3 * nearUv[0] + farUv[0] + 2) >> 2;
    int v = (3 * nearUv[1] + farUv[1] + 2) >> 2;
    int light = picture.luma[(long long) y * picture.lumaRowBytes + x];
    int red = light + of(v, picture.redOfV);
    int green = light + of(u, picture.greenOfU) + of(v, picture.greenOfV);
    int blue = light + of(u, picture.blueOfU);
    rgb[0] = step(picture.lumaScale * red - picture.black);
    rgb[1] = step(picture.lumaScale * green - picture.black);
    rgb[2] = step(picture.lumaScale * blue - picture.black);
}
