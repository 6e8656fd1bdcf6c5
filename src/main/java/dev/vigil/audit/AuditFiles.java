package dev.vigil.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jboss.logging.Logger;

/** The files of one log as they grow: a file a day, each line forced to disk, old files let go. For one thread. */
final class AuditFiles implements Closeable {

    private static final Logger LOG = Logger.getLogger(AuditFiles.class);

    /** An entry and when it came. */
    record Stamped(Instant time, AuditEntry entry) {
    }

    private final Path folder;
    private final AuditSeal seal;
    private final int days;
    /** The last line that is on the disk, and what {@link Newest#NAME} says of it. */
    private Newest newest;
    private Newest told;
    /** The file that is written; null before there is one, or where the last one must be left as it is. */
    private DayFile current;
    private FileChannel channel;
    private long size;
    private boolean begun;

    /**
     * Goes on where the files end.
     *
     * @param days for how many days whole files are kept
     */
    AuditFiles(Path folder, AuditSeal seal, int days, AuditRecovery recovery) throws IOException {
        this.folder = folder;
        this.seal = seal;
        this.days = days;
        newest = recovery.newest();
        told = recovery.told();
        if (recovery.file() != null) {
            use(recovery.file());
            size = channel.size();
        }
        begun = true;
    }

    Newest newest() {
        return newest;
    }

    /** Takes from the front what it has written: that is on the disk, whatever becomes of the rest. */
    void append(Deque<Stamped> waiting, Instant now) throws IOException {
        while (!waiting.isEmpty()) {
            LocalDate day = day(waiting.peek().time());
            if (current == null || !current.day().equals(day)) {
                use(DayFile.in(folder, newest.sequence() + 1, day));
                size = 0;
                begun = true;
            }
            write(waiting, day);
        }
        if (!told.equals(newest)) {
            newest.write(folder, seal);
            told = newest;
        }
        if (begun) {
            begun = false;
            retire(now);
        }
    }

    private void write(Deque<Stamped> waiting, LocalDate day) throws IOException {
        List<AuditLine> lines = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        Newest last = newest;
        for (Stamped stamped : waiting) {
            if (!day(stamped.time()).equals(day)) {
                break;
            }
            AuditLine line = AuditLine.write(last.sequence() + 1, stamped.time(), stamped.entry(), last.sha256(), seal);
            last = Newest.of(line);
            lines.add(line);
            text.append(line.text()).append('\n');
        }
        // What an earlier try, which failed, has left behind.
        if (channel.size() > size) {
            channel.truncate(size);
        }
        ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(UTF_8));
        int length = bytes.remaining();
        for (long at = size; bytes.hasRemaining(); ) {
            at += channel.write(bytes, at);
        }
        channel.force(false);
        size += length;
        newest = last;
        lines.forEach(line -> waiting.remove());
    }

    private void use(DayFile file) throws IOException {
        FileChannel opened = FileChannel.open(file.path(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        close();
        channel = opened;
        current = file;
        forceFolder();
    }

    /** A new file's name, or that one is gone, is on the disk only then. */
    private void forceFolder() throws IOException {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    /** The first files, as long as they are too old; each leaves an entry with the hash that the next one follows. */
    private void retire(Instant now) throws IOException {
        LocalDate oldest = day(now).minusDays(days);
        List<DayFile> files = DayFile.all(folder);
        for (int i = 0; i + 1 < files.size() && files.get(i).day().isBefore(oldest)
                && !files.get(i).equals(current); i++) {
            DayFile old = files.get(i);
            AuditLine next;
            try (LineReader reader = new LineReader(files.get(i + 1).path())) {
                String first = reader.next();
                next = AuditLine.read(first == null ? "" : first);
            } catch (BrokenException damaged) {
                LOG.errorf("the audit file %s is old enough to go, but is kept, since the one after it is damaged",
                        old.name());
                return;
            }
            append(new ArrayDeque<>(List.of(new Stamped(now, AuditEntry.of("log.retired").with("file", old.name())
                    .with("through", next.sequence() - 1).with("sha256", next.previous())))), now);
            Files.delete(old.path());
            try (DirectoryStream<Path> torn = Files.newDirectoryStream(folder, old.name() + ".torn-*")) {
                for (Path piece : torn) {
                    Files.delete(piece);
                }
            }
            forceFolder();
            LOG.infof("the audit file %s is older than %d days and was deleted", old.name(), days);
        }
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
