// NVIDIA's decoder for tests, as far as FFmpeg asks for it: each picture decoded is grey, darker to the left, and one
// step brighter than the one before. Layouts as in nvcuvid.h and cuviddec.h.
#include <stdlib.h>
#include <string.h>

typedef struct { int codec, chroma, depth, reserved[3]; unsigned char supported, decoders; unsigned short formats;
    unsigned mostWidth, mostHeight, mostBlocks; } Capabilities;
typedef struct { unsigned long width, height; } Wanted;
typedef struct { int blocksAcross, blocksDown, index; } Picture;
typedef struct { unsigned long width, height; int decoded, of[64]; } Decoder;

int cuvidGetDecoderCaps(Capabilities *able) {
    able->supported = 1;
    able->mostWidth = able->mostHeight = 4096;
    able->mostBlocks = 65536;
    return 0;
}

int cuvidCreateDecoder(Decoder **made, const Wanted *wanted) {
    *made = calloc(1, sizeof(Decoder));
    (*made)->width = wanted->width;
    (*made)->height = wanted->height;
    return 0;
}

int cuvidDestroyDecoder(Decoder *decoder) { free(decoder); return 0; }

int cuvidDecodePicture(Decoder *decoder, const Picture *picture) {
    decoder->of[picture->index] = decoder->decoded++;
    return 0;
}

int cuvidMapVideoFrame64(Decoder *decoder, int index, unsigned long long *start, unsigned *pitch, void *how) {
    long rowBytes = (decoder->width + 511) / 512 * 512;
    unsigned char *picture = malloc(rowBytes * decoder->height * 3 / 2);
    memset(picture, 128, rowBytes * decoder->height * 3 / 2);
    for (long y = 0; y < decoder->height; y++) {
        for (long x = 0; x < decoder->width; x++) {
            picture[y * rowBytes + x] = 40 + x * 128 / decoder->width + decoder->of[index];
        }
    }
    *start = (unsigned long long) picture;
    *pitch = rowBytes;
    return 0;
}

int cuvidUnmapVideoFrame64(Decoder *decoder, unsigned long long start) { free((void *) start); return 0; }

// What else FFmpeg wants to be there.
#define NEVER(name) int name(void) { return 801; }
NEVER(cuvidGetDecodeStatus)
NEVER(cuvidReconfigureDecoder)
NEVER(cuvidCtxLockCreate)
NEVER(cuvidCtxLockDestroy)
NEVER(cuvidCtxLock)
NEVER(cuvidCtxUnlock)
NEVER(cuvidCreateVideoSource)
NEVER(cuvidCreateVideoSourceW)
NEVER(cuvidDestroyVideoSource)
NEVER(cuvidSetVideoSourceState)
NEVER(cuvidGetVideoSourceState)
NEVER(cuvidGetSourceVideoFormat)
NEVER(cuvidGetSourceAudioFormat)
NEVER(cuvidCreateVideoParser)
NEVER(cuvidParseVideoData)
NEVER(cuvidDestroyVideoParser)
