package dev.vigil.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The three vectors of RFC 5869, appendix A, for SHA-256. */
class HkdfTest {
    private static final HexFormat HEX = HexFormat.of();

    @ParameterizedTest
    @CsvSource({
        "22 x 0b, 00..0c, f0..f9, 42, 077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5,"
            + "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        "00..4f, 60..af, b0..ff, 82, 06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244,"
            + "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
            + "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87",
        "22 x 0b, 32 x 00, 0 x 00, 42, 19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04,"
            + "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"})
    void theVectorsOfTheRfc(String key, String salt, String context, int length, String prk, String okm) {
        byte[] pseudoRandomKey = Hkdf.extract(bytes(salt), bytes(key));
        assertEquals(prk, HEX.formatHex(pseudoRandomKey));
        assertEquals(okm, HEX.formatHex(Hkdf.expand(pseudoRandomKey, bytes(context), length)));
    }

    /** "22 x 0b" or "00..0c". */
    private static byte[] bytes(String text) {
        boolean range = text.contains("..");
        String[] parts = text.split(range ? "\\.\\." : " x ");
        int first = range ? HexFormat.fromHexDigits(parts[0]) : HexFormat.fromHexDigits(parts[1]);
        int count = range ? HexFormat.fromHexDigits(parts[1]) - first + 1 : Integer.parseInt(parts[0]);
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (range ? first + i : first);
        }
        return bytes;
    }
}
