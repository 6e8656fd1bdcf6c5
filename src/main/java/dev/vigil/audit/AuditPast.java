package dev.vigil.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * What processes before this one left in a log. It is there to be looked at: lines that are damaged are left out, and
 * whether the log is as it was written is {@link AuditCheck}'s question.
 */
public final class AuditPast {

    private static final Logger LOG = Logger.getLogger(AuditPast.class);

    /** An entry that was read back. */
    public record Entry(Instant time, String kind, JsonNode fields) {
    }

    /** A file as long as it was before this process wrote to it. */
    private record Piece(Path file, long size) {
    }

    private final List<Piece> pieces;

    private AuditPast(List<Piece> pieces) {
        this.pieces = pieces;
    }

    /** Notes where the files end now, and reads none. */
    static AuditPast in(Path folder) {
        List<Piece> pieces = new ArrayList<>();
        try {
            for (DayFile file : Files.isDirectory(folder) ? DayFile.all(folder) : List.<DayFile>of()) {
                pieces.add(new Piece(file.path(), Files.size(file.path())));
            }
        } catch (IOException | UncheckedIOException unreadable) {
            LOG.warnf("what the audit log in %s holds of earlier runs cannot be read: %s", folder, unreadable);
        }
        return new AuditPast(pieces);
    }

    /**
     * The newest entries, oldest first. Waits for the disk.
     *
     * @param bytes of the files' ends, so many are read at most
     */
    public List<Entry> newest(int bytes) {
        List<Entry> entries = new ArrayList<>();
        int left = bytes;
        for (int i = pieces.size() - 1; i >= 0 && left > 0; i--) {
            Piece piece = pieces.get(i);
            int length = (int) Math.min(left, piece.size());
            left -= length;
            try {
                entries.addAll(0, entries(piece, length));
            } catch (IOException unreadable) {
                LOG.warnf("the audit file %s cannot be read: %s", piece.file().getFileName(), unreadable);
            }
        }
        return entries;
    }

    private static List<Entry> entries(Piece piece, int length) throws IOException {
        ByteBuffer end = ByteBuffer.allocate(length);
        try (FileChannel channel = FileChannel.open(piece.file())) {
            channel.position(piece.size() - length);
            while (end.hasRemaining() && channel.read(end) >= 0) {
                // A read may give less than was asked for.
            }
        }
        List<Entry> entries = new ArrayList<>();
        for (String text : new String(end.array(), 0, end.position(), UTF_8).split("\n")) {
            try {
                AuditLine line = AuditLine.read(text);
                entries.add(new Entry(line.time(), line.kind(), line.fields()));
            } catch (BrokenException damaged) {
                // Or the line in which the part that was read begins.
            }
        }
        return entries;
    }
}
