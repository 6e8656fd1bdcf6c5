package dev.vigil.bench.jmh;

import dev.vigil.camera.DecryptionException;
import dev.vigil.camera.EncryptionKey;
import dev.vigil.camera.LaravelDecrypter;
import dev.vigil.rehearsal.backend.LaravelEncrypter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A camera's credentials out of what Laravel encrypted, in each form that Laravel code may choose. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecryptBenchmark {

    @Param
    public LaravelEncrypter.Form form;

    private LaravelDecrypter decrypter;
    private String payload;

    @Setup
    public void encrypt() throws DecryptionException {
        byte[] key = new byte[32];
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("ip", "10.1.2.3");
        fields.put("username", "guard");
        fields.put("password", "only-a-bench");
        fields.put("rtsp_port", 554);
        payload = new LaravelEncrypter(key).encrypt(fields, form);
        decrypter = new LaravelDecrypter(EncryptionKey.parse("base64:" + Base64.getEncoder().encodeToString(key)));
        if (!"guard".equals(decrypt().get("username"))) {
            throw new IllegalStateException("it is not decrypted as it was encrypted");
        }
    }

    @Benchmark
    public Map<String, Object> decrypt() throws DecryptionException {
        return decrypter.decrypt(payload);
    }
}
