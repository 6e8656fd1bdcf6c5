package dev.vigil.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a file line by line, knows where each began, and tells a line that was never ended from one that was. */
final class LineReader implements Closeable {

    private final InputStream in;
    private long position;
    private boolean ended;

    LineReader(Path file) throws IOException {
        in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }

    /**
     * The next line without its end; null at the file's end.
     *
     * @throws BrokenException when it is longer than any line of a log; what follows is not to be read
     */
    String next() throws IOException, BrokenException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        ended = false;
        for (int one = in.read(); one >= 0; one = in.read()) {
            position++;
            if (one == '\n') {
                ended = true;
                return line.toString(UTF_8);
            }
            if (line.size() == AuditLine.LONGEST) {
                throw new BrokenException("it is longer than any line of an audit log");
            }
            line.write(one);
        }
        return line.size() == 0 ? null : line.toString(UTF_8);
    }

    /** Bytes read so far. */
    long position() {
        return position;
    }

    /** Whether the line that was read last had its end. */
    boolean ended() {
        return ended;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
