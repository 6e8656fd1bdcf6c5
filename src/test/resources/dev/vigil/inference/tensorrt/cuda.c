// NVIDIA's driver for tests, as far as FFmpeg asks for it: device memory is the host's, MEMORY bytes of it, all copies
// after COPIES fail, and its scaler's kernels take the nearest pixel. At the end it tells what was taken and not given
// back. The layouts are those of cuda.h, and of the first arguments of the kernels of scale_cuda.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef unsigned long long Address;
typedef struct { size_t x, y; int kind; const void *host; Address device; void *array; size_t pitch; } Side;
typedef struct { Side from, to; size_t bytes, rows; } Copy;
typedef struct { int kind; Address start; int format; unsigned channels; size_t width, height, pitch; } Texture;
typedef struct { Address textures[4], to[4]; int width, height, pitch; } Scaling;

static long left = MEMORY;
static int active = ACTIVE, flags = FLAGS, contexts, copies;
static char colour;

__attribute__((destructor)) static void tell(void) {
    printf("driver: %ld bytes not given back, waits with flags %d, %d contexts of its own\n", (long) MEMORY - left,
           flags, contexts);
}

int cuInit(unsigned none) { return 0; }
int cuDeviceGet(int *device, int number) { *device = number; return 0; }
int cuDeviceGetAttribute(int *value, int which, int device) { *value = 512; return 0; }
int cuDevicePrimaryCtxGetState(int device, unsigned *is, int *isActive) { *is = flags; *isActive = active; return 0; }
int cuDevicePrimaryCtxSetFlags(int device, unsigned wanted) { flags = wanted; return 0; }
int cuDevicePrimaryCtxRetain(void **context, int device) { active = 1; *context = &active; return 0; }
int cuDevicePrimaryCtxRelease(int device) { return 0; }
int cuCtxCreate_v2(void **context, unsigned wanted, int device) { *context = &contexts; contexts++; return 0; }
int cuCtxDestroy_v2(void *context) { return 0; }
int cuCtxPushCurrent_v2(void *context) { return 0; }
int cuCtxPopCurrent_v2(void **context) { return 0; }
int cuStreamSynchronize(void *stream) { return 0; }
int cuGetErrorName(int code, const char **name) { *name = "an error"; return 0; }
int cuGetErrorString(int code, const char **text) { *text = "an error"; return 0; }

int cuMemAlloc_v2(Address *made, size_t bytes) {
    if ((long) bytes > left) {
        return 2;
    }
    long *block = malloc(bytes + 64);
    block[0] = bytes;
    left -= bytes;
    *made = (Address) (block + 8);
    return 0;
}

int cuMemFree_v2(Address given) {
    long *block = (long *) given - 8;
    left += block[0];
    memset(block, 0xee, block[0]);
    free(block);
    return 0;
}

int cuMemcpy2DAsync_v2(const Copy *copy, void *stream) {
    if (copies++ >= COPIES) {
        return 700;
    }
    const char *from = copy->from.kind == 2 ? (char *) copy->from.device : copy->from.host;
    char *to = copy->to.kind == 2 ? (char *) copy->to.device : (char *) copy->to.host;
    for (size_t y = 0; y < copy->rows; y++) {
        memcpy(to + y * copy->to.pitch, from + y * copy->from.pitch, copy->bytes);
    }
    return 0;
}

int cuModuleLoadData(void **module, const void *code) { *module = &flags; return 0; }
int cuModuleUnload(void *module) { return 0; }

int cuModuleGetFunction(void **function, void *module, const char *name) {
    *function = strstr(name, "_uv") ? (void *) &colour : (void *) &left;
    return 0;
}

int cuTexObjectCreate(Address *object, const Texture *texture, const void *how, const void *view) {
    *object = (Address) memcpy(malloc(sizeof *texture), texture, sizeof *texture);
    return 0;
}

int cuTexObjectDestroy(Address object) { free((void *) object); return 0; }

int cuLaunchKernel(void *function, unsigned gx, unsigned gy, unsigned gz, unsigned bx, unsigned by, unsigned bz,
        unsigned shared, void *stream, void **arguments, void **more) {
    const Scaling *scaling = arguments[0];
    int plane = function == &colour;
    int size = 1 + plane;
    const Texture *from = (Texture *) scaling->textures[plane];
    for (int y = 0; y < scaling->height; y++) {
        for (int x = 0; x < scaling->width; x++) {
            memcpy((char *) scaling->to[plane] + (long) y * scaling->pitch + x * size,
                    (char *) from->start + y * from->height / scaling->height * from->pitch
                    + x * from->width / scaling->width * size, size);
        }
    }
    return 0;
}

// What else FFmpeg wants to be there.
#define NEVER(name) int name(void) { return 801; }
NEVER(cuArray3DCreate_v2)
NEVER(cuArray3DGetDescriptor_v2)
NEVER(cuArrayCreate_v2)
NEVER(cuArrayDestroy)
NEVER(cuArrayGetPlane)
NEVER(cuCtxGetCurrent)
NEVER(cuCtxGetDevice)
NEVER(cuCtxGetStreamPriorityRange)
NEVER(cuCtxSetLimit)
NEVER(cuCtxSynchronize)
NEVER(cuDestroyExternalMemory)
NEVER(cuDestroyExternalSemaphore)
NEVER(cuDeviceComputeCapability)
NEVER(cuDeviceGetByPCIBusId)
NEVER(cuDeviceGetCount)
NEVER(cuDeviceGetLuid)
NEVER(cuDeviceGetName)
NEVER(cuDeviceGetPCIBusId)
NEVER(cuDeviceGetUuid)
NEVER(cuDeviceGetUuid_v2)
NEVER(cuDevicePrimaryCtxReset)
NEVER(cuDriverGetVersion)
NEVER(cuEGLStreamConsumerDisconnect)
NEVER(cuEGLStreamProducerConnect)
NEVER(cuEGLStreamProducerDisconnect)
NEVER(cuEGLStreamProducerPresentFrame)
NEVER(cuEGLStreamProducerReturnFrame)
NEVER(cuEventCreate)
NEVER(cuEventDestroy_v2)
NEVER(cuEventQuery)
NEVER(cuEventRecord)
NEVER(cuEventSynchronize)
NEVER(cuExternalMemoryGetMappedBuffer)
NEVER(cuExternalMemoryGetMappedMipmappedArray)
NEVER(cuGLGetDevices_v2)
NEVER(cuGraphicsGLRegisterImage)
NEVER(cuGraphicsMapResources)
NEVER(cuGraphicsResourceGetMappedPointer_v2)
NEVER(cuGraphicsSubResourceGetMappedArray)
NEVER(cuGraphicsUnmapResources)
NEVER(cuGraphicsUnregisterResource)
NEVER(cuImportExternalMemory)
NEVER(cuImportExternalSemaphore)
NEVER(cuLaunchHostFunc)
NEVER(cuLinkAddData)
NEVER(cuLinkComplete)
NEVER(cuLinkCreate)
NEVER(cuLinkDestroy)
NEVER(cuMemAllocAsync)
NEVER(cuMemAllocManaged)
NEVER(cuMemAllocPitch_v2)
NEVER(cuMemFreeAsync)
NEVER(cuMemFreeHost)
NEVER(cuMemHostAlloc)
NEVER(cuMemcpy)
NEVER(cuMemcpy2D_v2)
NEVER(cuMemcpyAsync)
NEVER(cuMemcpyDtoDAsync_v2)
NEVER(cuMemcpyDtoD_v2)
NEVER(cuMemcpyDtoHAsync_v2)
NEVER(cuMemcpyDtoH_v2)
NEVER(cuMemcpyHtoDAsync_v2)
NEVER(cuMemcpyHtoD_v2)
NEVER(cuMemsetD16Async)
NEVER(cuMemsetD2D16Async)
NEVER(cuMemsetD2D32Async)
NEVER(cuMemsetD2D8Async)
NEVER(cuMemsetD32Async)
NEVER(cuMemsetD8Async)
NEVER(cuMipmappedArrayDestroy)
NEVER(cuMipmappedArrayGetLevel)
NEVER(cuModuleGetGlobal)
NEVER(cuSignalExternalSemaphoresAsync)
NEVER(cuStreamAddCallback)
NEVER(cuStreamCreate)
NEVER(cuStreamCreateWithPriority)
NEVER(cuStreamDestroy_v2)
NEVER(cuStreamQuery)
NEVER(cuStreamWaitEvent)
NEVER(cuWaitExternalSemaphoresAsync)
