package dev.vigil.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sums are exact everywhere, and fast where the processor can do both. */
class ByteProductsTest {

    @ParameterizedTest
    @CsvSource({
        "'processor : 0\nflags : avx2 avx512_vnni ssbd\nprocessor : 1', 0",
        "'flags : avx2 avx_vnni', 0",
        "'flags : avx2 avx512f avx512_vnnix', 1",
        "'flags : avx2 fma', 1",
        "'', 1",
    })
    void slowerKernelsAreTakenOnlyWithoutVnni(String processors, String option) {
        assertEquals(option, ByteProducts.option(processors));
    }
}
