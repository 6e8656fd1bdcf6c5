package dev.vigil.bench.soak;

import dev.vigil.bench.ServiceProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks at a service's process from outside: the kernel's figures, the JVM's and the service's own. One thread. */
final class Probe {

    private static final Pattern COMMITTED = Pattern.compile("Total: reserved=\\d+KB, committed=(\\d+)KB");
    private static final Pattern HEAP = Pattern.compile("Java Heap \\(reserved=\\d+KB, committed=(\\d+)KB\\)");
    private static final Pattern LIVE = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final double KIB_PER_MIB = 1024;

    private final ServiceProcess service;
    private final Path process;
    private final long begun = System.nanoTime();
    private final Map<String, Double> latest = new HashMap<>();
    private final Map<String, Double> before = new HashMap<>();

    Probe(ServiceProcess service) {
        this.service = service;
        process = Path.of("/proc", Long.toString(service.pid()));
    }

    Sample take() throws IOException, InterruptedException {
        String metrics = service.metrics();
        int descriptors;
        try (Stream<Path> open = Files.list(process.resolve("fd"))) {
            descriptors = (int) open.count();
        }
        return new Sample((System.nanoTime() - begun) / 1e9, counted(metrics, "vigil_frames_decoded_total"),
                counted(metrics, "vigil_frames_inferred_total"), counted(metrics, "vigil_stream_reconnects_total"),
                service.status("VmRSS") / KIB_PER_MIB,
                ServiceProcess.sum(metrics, "jvm_memory_used_bytes{area=\"heap\"") / KIB_PER_MIB / KIB_PER_MIB,
                ServiceProcess.sum(metrics, "jvm_memory_committed_bytes{area=\"nonheap\"") / KIB_PER_MIB / KIB_PER_MIB,
                (int) service.status("Threads"), descriptors);
    }

    /** Java objects that are alive, in MiB; the JVM collects its garbage for it. */
    double liveHeap() throws IOException, InterruptedException {
        Matcher total = LIVE.matcher(jcmd("GC.class_histogram"));
        return total.find() ? Double.parseDouble(total.group(1)) / KIB_PER_MIB / KIB_PER_MIB : Double.NaN;
    }

    /** What the JVM itself has committed besides the heap, by its own account, in MiB; costs a process. */
    double jvmNative() throws IOException, InterruptedException {
        String summary = jcmd("VM.native_memory", "summary");
        Matcher all = COMMITTED.matcher(summary);
        Matcher heap = HEAP.matcher(summary);
        return all.find() && heap.find()
                ? (Double.parseDouble(all.group(1)) - Double.parseDouble(heap.group(1))) / KIB_PER_MIB : 0;
    }

    private String jcmd(String... words) throws IOException, InterruptedException {
        String java = ProcessHandle.current().info().command().orElse("java");
        String[] command = new String[words.length + 2];
        command[0] = Path.of(java).resolveSibling("jcmd").toString();
        command[1] = Long.toString(service.pid());
        System.arraycopy(words, 0, command, 2, words.length);
        Process asking = new ProcessBuilder(command).redirectErrorStream(true).start();
        String answer = new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        asking.waitFor();
        return answer;
    }

    /** The sum of all cameras, going on where a camera's counter began anew because it was taken away and came back. */
    private double counted(String metrics, String name) {
        metrics.lines().filter(line -> line.startsWith(name + "{")).forEach(line -> {
            int end = line.lastIndexOf(' ');
            String series = line.substring(0, end);
            double value = Double.parseDouble(line.substring(end + 1));
            double last = latest.getOrDefault(series, 0.0);
            if (value < last) {
                before.merge(series, last, Double::sum);
            }
            latest.put(series, value);
        });
        return Stream.of(latest, before).flatMap(values -> values.entrySet().stream())
                .filter(one -> one.getKey().startsWith(name + "{")).mapToDouble(Map.Entry::getValue).sum();
    }
}
