package dev.vigil.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds where a log ends, so that it can be gone on with. What follows the newest whole line and was never acknowledged
 * is the torn end of a crash: it is kept aside and the log goes on after that line. Where a line that was acknowledged
 * is missing or changed, no file is touched: the log goes on in a new one, after the line that {@link Newest} names, so
 * that the gap stays to be found.
 *
 * @param newest the line to go on after
 * @param told   what {@link Newest#NAME} says
 * @param file   to go on in; null where a new one is to be begun
 * @param notes  what was found, for the log
 */
record AuditRecovery(Newest newest, Newest told, DayFile file, List<AuditEntry> notes) {

    /** As far as a file can be read. */
    private record Scan(DayFile file, Newest last, long good) {
    }

    static AuditRecovery in(Path folder) throws IOException {
        createPrivately(folder);
        Optional<Newest> kept = Newest.read(folder).map(Newest.Sealed::newest);
        Newest told = kept.orElse(Newest.NONE);
        List<AuditEntry> notes = new ArrayList<>();
        List<DayFile> files = DayFile.all(folder);
        if (files.isEmpty() && kept.isEmpty()) {
            return new AuditRecovery(Newest.NONE, Newest.NONE, null, notes);
        }
        if (kept.isEmpty()) {
            notes.add(AuditEntry.of("log.damaged").with("what", Newest.NAME + " is missing or damaged: whether the end"
                    + " was cut off before this line cannot be told"));
        }
        List<Scan> scans = new ArrayList<>();
        Newest last = Newest.NONE;
        for (int i = files.size() - 1; i >= 0 && last.equals(Newest.NONE); i--) {
            Scan scan = scan(files.get(i));
            scans.add(scan);
            last = scan.last();
        }
        if (last.sequence() < told.sequence() || last.sequence() == told.sequence() && !last.equals(told)) {
            notes.add(AuditEntry.of("log.damaged").with("what", "what was written was changed or cut off before"
                    + " this line").with("whole-until", last.sequence()).with("written-until", told.sequence()));
            return new AuditRecovery(told, told, null, notes);
        }
        DayFile goesOn = null;
        for (Scan scan : scans) {
            long torn = Files.size(scan.file().path()) - scan.good();
            if (torn > 0) {
                notes.add(AuditEntry.of("log.recovered").with("what", "an unfinished end was kept aside")
                        .with("bytes", torn).with("file", keepAside(scan)));
            }
            if (scan.good() == 0) {
                Files.deleteIfExists(scan.file().path());
            } else {
                goesOn = scan.file();
            }
        }
        return new AuditRecovery(last, told, goesOn, notes);
    }

    /** Operators' names are in it: for the service's eyes alone, where the disk knows such permissions. */
    private static void createPrivately(Path folder) throws IOException {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        Files.createDirectories(folder, posix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString("rwx------"))} : new FileAttribute<?>[0]);
    }

    private static Scan scan(DayFile file) throws IOException {
        Newest last = Newest.NONE;
        long good = 0;
        try (LineReader reader = new LineReader(file.path())) {
            for (String text = reader.next(); text != null && reader.ended(); text = reader.next()) {
                AuditLine line = AuditLine.read(text);
                if (good > 0) {
                    line.follows(last.sequence(), last.sha256());
                } else if (line.sequence() != file.first()) {
                    break;
                }
                last = Newest.of(line);
                good = reader.position();
            }
        } catch (BrokenException here) {
            // As far as that it is whole.
        }
        return new Scan(file, last, good);
    }

    /** The name of the file that holds what was cut off. */
    private static String keepAside(Scan scan) throws IOException {
        Path file = scan.file().path();
        Path aside = file.resolveSibling(scan.file().name() + ".torn-" + scan.good());
        Files.copy(file, aside, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel copy = FileChannel.open(aside, StandardOpenOption.WRITE);
                FileChannel log = FileChannel.open(file, StandardOpenOption.WRITE)) {
            copy.force(true);
            log.truncate(scan.good());
            log.force(true);
        }
        return aside.getFileName().toString();
    }
}
