// A CUDA runtime for tests: device memory is the host's, MEMORY bytes of it, a stream does what it was given when it
// is waited for, and the one kernel is compiled from its source. cudaMemGetInfo tells what was not given back, objects
// counted as a byte each; cudaGetErrorString(9999) tells what streams were given since it was asked last.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define __global__
#define __device__
static struct { int x, y; } blockIdx, blockDim, threadIdx;
#include "nv12.cu"

typedef struct { unsigned x, y, z; } dim3;
typedef struct {
    void *to;
    const void *from; // null for the kernel
    size_t bytes;
    Picture picture;
    dim3 grid, block;
} Work;

static long left = MEMORY;
static Work queue[64];
static int queued;
static char diary[4096];

static int note(const char *words) {
    strcat(strcat(diary, *diary ? ", " : ""), words);
    return 0;
}

static int object(void **made) {
    left--;
    *made = malloc(1);
    return 0;
}

static int gone(void *object) {
    left++;
    free(object);
    return 0;
}

int cudaMalloc(void **made, size_t bytes) {
    if ((long) bytes > left) {
        return 2;
    }
    long *block = malloc(bytes + 16);
    block[0] = bytes;
    left -= bytes;
    memset(block + 2, 0xee, bytes);
    *made = block + 2;
    return 0;
}

int cudaFree(void *given) {
    long *block = (long *) given - 2;
    left += block[0];
    free(block);
    return 0;
}

int cudaMemcpy(void *to, void *from, size_t bytes, int kind) {
    memcpy(to, from, bytes);
    return kind == 3 ? 0 : 1;
}

int cudaMemGetInfo(size_t *free, size_t *total) { *free = left; *total = left; return 0; }
int cudaGetLastError(void) { return 0; }
int cudaHostRegister(void *start, size_t bytes, unsigned flags) { left--; return 0; }
int cudaHostUnregister(void *start) { left++; return 0; }

const char *cudaGetErrorString(int code) {
    static char told[sizeof diary];
    if (code != 9999) {
        return "words of the stub";
    }
    strcpy(told, diary);
    *diary = 0;
    return told;
}

int cudaStreamCreateWithFlags(void **stream, unsigned flags) { return flags == 1 ? object(stream) : 1; }
int cudaStreamDestroy(void *stream) { return gone(stream); }
int cudaEventCreateWithFlags(void **event, unsigned flags) { return flags == 2 ? object(event) : 1; }
int cudaEventDestroy(void *event) { return gone(event); }
int cudaEventRecord(void *event, void *stream) { return stream ? 1 : note("mark"); }
int cudaStreamWaitEvent(void *stream, void *event, unsigned flags) { return stream ? note("wait") : 1; }

int cudaMemcpyAsync(void *to, const void *from, size_t bytes, int kind, void *stream) {
    char words[32];
    Work work = {to, from, bytes};
    queue[queued++] = work;
    sprintf(words, "copy %ld", (long) bytes);
    return kind == 1 && stream ? note(words) : 1;
}

int cudaLibraryLoadData(void **library, const char *code, void *a, void *b, int c, void *d, void *e, int f) {
    return strncmp(code, "made for sm_89", 14) ? 209 : object(library);
}

int cudaLibraryUnload(void *library) { return gone(library); }

int cudaLibraryGetKernel(void **kernel, void *library, const char *name) {
    *kernel = (void *) nv12ToRgb;
    return strcmp(name, "nv12ToRgb") ? 500 : 0;
}

int cudaLaunchKernel(void *kernel, dim3 grid, dim3 block, void **arguments, size_t shared, void *stream) {
    Work work = {0};
    memcpy(&work.picture, arguments[0], sizeof(Picture));
    work.grid = grid;
    work.block = block;
    queue[queued++] = work;
    return kernel == (void *) nv12ToRgb ? note(stream ? "kernel" : "kernel on no stream") : 1;
}

int cudaStreamSynchronize(void *stream) {
    for (int i = 0; i < queued; i++) {
        if (queue[i].from) {
            memcpy(queue[i].to, queue[i].from, queue[i].bytes);
            continue;
        }
        blockDim.x = queue[i].block.x;
        blockDim.y = queue[i].block.y;
        for (blockIdx.x = 0; blockIdx.x < queue[i].grid.x; blockIdx.x++) {
            for (blockIdx.y = 0; blockIdx.y < queue[i].grid.y; blockIdx.y++) {
                for (threadIdx.x = 0; threadIdx.x < blockDim.x; threadIdx.x++) {
                    for (threadIdx.y = 0; threadIdx.y < blockDim.y; threadIdx.y++) {
                        nv12ToRgb(queue[i].picture);
                    }
                }
            }
        }
    }
    queued = 0;
    return 0;
}

int cudaDeviceSynchronize(void) { return cudaStreamSynchronize(0); }
