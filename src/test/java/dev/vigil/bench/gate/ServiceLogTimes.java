package dev.vigil.bench.gate;
import java.io.IOException;
import java.nio.file.*;
import java.time.*;
import java.util.List;
import java.util.stream.Stream;
final class ServiceLogTimes {
    static List<Double> of(Path log, String words, long begun) throws IOException {
        LocalTime start = LocalTime.ofInstant(Instant.ofEpochMilli(begun), ZoneId.systemDefault());
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(words)).map(line -> Duration.between(start, LocalTime.parse(line.substring(0, 12))).toMillis() / 1000.0).sorted().toList();
        }
    }
    static double cpu(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    }
}
