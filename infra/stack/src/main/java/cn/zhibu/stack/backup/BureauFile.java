package cn.zhibu.stack.backup;

import cn.zhibu.stack.launch.StackException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * A zip file: {@code databases/SERVICE/COLLECTION.jsonl} and {@code shared/SERVICE/COLLECTION.jsonl} (canonical extended
 * JSON, by id), {@code events.jsonl}, {@code files/...}, and {@code manifest.json} with the hash of each of them.
 */
final class BureauFile {

    static final int FORMAT = 1;
    private static final String MANIFEST = "manifest.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * What the file says of itself.
     *
     * @param bureau id of the bureau
     * @param masterKey fingerprint of the key that wraps the bureau's keys
     * @param entries SHA-256 of each entry's content, by the entry's name
     */
    record Manifest(
            int format, String bureau, String code, Instant takenAt, String masterKey, Map<String, String> entries) {}

    /** What fills an entry. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes a file that has its name only when it is complete; readable by its owner alone. */
    static final class Writer implements AutoCloseable {
        private final Path target;
        private final Path half;
        private final ZipOutputStream zip;
        private final Map<String, String> entries = new TreeMap<>();

        Writer(Path target) throws IOException {
            if (Files.exists(target)) {
                throw new StackException(target + " is there already; it is not overwritten");
            }
            this.target = target;
            this.half = Files.createTempFile(
                    target.toAbsolutePath().getParent(),
                    target.getFileName().toString(),
                    ".part",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            this.zip = new ZipOutputStream(Files.newOutputStream(half));
        }

        void put(String name, Content content) throws IOException {
            zip.putNextEntry(new ZipEntry(name));
            entries.put(name, digest(content, zip));
            zip.closeEntry();
        }

        void finish(String bureau, String code, String masterKey) throws IOException {
            zip.putNextEntry(new ZipEntry(MANIFEST));
            var manifest = new Manifest(FORMAT, bureau, code, Instant.now(), masterKey, entries);
            zip.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
            zip.closeEntry();
            zip.close();
            Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
        }

        Map<String, String> entries() {
            return Map.copyOf(entries);
        }

        @Override
        public void close() throws IOException {
            zip.close();
            Files.deleteIfExists(half);
        }
    }

    /** Reads a file, after all of it has been held against its manifest. */
    static final class Reader implements AutoCloseable {
        private final ZipFile zip;
        private final Manifest manifest;

        Reader(Path source) throws IOException {
            this.zip = open(source);
            var described = zip.getEntry(MANIFEST);
            if (described == null) {
                throw new StackException(source + " is no file of a bureau, or not all of it");
            }
            try (var in = zip.getInputStream(described)) {
                this.manifest = JSON.readValue(in, Manifest.class);
            }
            if (manifest.format() != FORMAT) {
                throw new StackException(
                        source + " has format " + manifest.format() + "; this product reads " + FORMAT);
            }
            for (var entry : manifest.entries().entrySet()) {
                if (!entry.getValue()
                        .equals(digest(out -> copy(entry.getKey(), out), OutputStream.nullOutputStream()))) {
                    throw new StackException(
                            source + " is damaged: " + entry.getKey() + " has another hash than it had");
                }
            }
        }

        private static ZipFile open(Path source) throws IOException {
            try {
                return new ZipFile(source.toFile());
            } catch (ZipException | java.nio.file.NoSuchFileException unreadable) {
                throw new StackException(source + " cannot be read as a file of a bureau", unreadable);
            }
        }

        Manifest manifest() {
            return manifest;
        }

        void copy(String name, OutputStream out) throws IOException {
            try (var in = stream(name)) {
                in.transferTo(out);
            }
        }

        BufferedReader lines(String name) {
            try {
                return new BufferedReader(new InputStreamReader(stream(name), StandardCharsets.UTF_8));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private InputStream stream(String name) throws IOException {
            var entry = zip.getEntry(name);
            if (entry == null) {
                throw new StackException(zip.getName() + " is damaged: " + name + " is missing");
            }
            return zip.getInputStream(entry);
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }

    private BureauFile() {}

    /** Passes a content on and answers the SHA-256 of it, in hex. */
    static String digest(Content content, OutputStream out) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            content.writeTo(new DigestOutputStream(out, digest));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
