package cn.zhibu.stack.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Folders and files that no other user of the machine may look into. */
public final class OwnerOnly {

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final FileAttribute<?> NEW_FOLDER = PosixFilePermissions.asFileAttribute(FOLDER);
    private static final FileAttribute<?> NEW_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final String BY_MASK = "umask 077; exec \"$@\"";

    private OwnerOnly() {}

    /** Made if it is missing, and closed to others if it is not. */
    public static Path folder(Path folder) throws IOException {
        if (folder.getParent() != null) {
            Files.createDirectories(folder.getParent());
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(folder, NEW_FOLDER);
        } else if (!Files.getPosixFilePermissions(folder).equals(FOLDER)) {
            Files.setPosixFilePermissions(folder, FOLDER);
        }
        return folder;
    }

    /** A new file beside others, under a name that begins so. */
    public static Path file(Path folder, String begin, String end) throws IOException {
        return Files.createTempFile(folder, begin, end, NEW_FILE);
    }

    /** The command whose process makes nothing that others may read. */
    public static List<String> command(List<String> command) {
        var masked = new ArrayList<>(List.of("sh", "-c", BY_MASK, "sh"));
        masked.addAll(command);
        return masked;
    }
}
