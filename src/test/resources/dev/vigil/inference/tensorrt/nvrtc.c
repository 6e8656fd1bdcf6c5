// CUDA's compiler for tests: it tells only for which GPU it was to compile, and refuses those that CUDA 13 refuses.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *REFUSAL = "nvrtc: error: invalid value for --gpu-architecture (-arch)\n";

int nvrtcCreateProgram(char **program, const char *source, const char *name, int headers, void *a, void *b) {
    *program = calloc(1, 64);
    return strstr(source, "nv12ToRgb") && !strcmp(name, "nv12.cu") && !headers ? 0 : 3;
}

int nvrtcDestroyProgram(char **program) {
    free(*program);
    *program = 0;
    return 0;
}

int nvrtcCompileProgram(char *program, int count, const char **options) {
    int architecture = 0;
    if (count != 1 || sscanf(options[0], "--gpu-architecture=sm_%d", &architecture) != 1 || architecture < 75) {
        return 5;
    }
    sprintf(program, "made for sm_%d", architecture);
    return 0;
}

int nvrtcGetCUBINSize(char *program, size_t *size) { *size = strlen(program) + 1; return 0; }
int nvrtcGetCUBIN(char *program, char *code) { strcpy(code, program); return 0; }
int nvrtcGetProgramLogSize(char *program, size_t *size) { *size = strlen(REFUSAL) + 1; return 0; }
int nvrtcGetProgramLog(char *program, char *log) { strcpy(log, REFUSAL); return 0; }
const char *nvrtcGetErrorString(int code) { return "NVRTC_ERROR_INVALID_OPTION"; }
