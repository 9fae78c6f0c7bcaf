package cn.zhibu.platform.file;

import static cn.zhibu.platform.problem.PlatformProblem.FILE_HARMFUL;
import static cn.zhibu.platform.problem.PlatformProblem.FILE_NOT_SCANNED;

import cn.zhibu.process.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Takes what is sent to the disk, not into memory, and forgets what nobody came back for. */
public final class Incoming {

    private static final Logger log = LoggerFactory.getLogger(Incoming.class);
    private static final Duration FORGOTTEN = Duration.ofDays(1);
    private static final int AT_ONCE = 64 * 1024;

    private final Path folder;
    private final FileScan scan;
    private final Clock clock;

    Incoming(Path folder, FileScan scan, Clock clock) {
        this.folder = folder;
        this.scan = scan;
        this.clock = clock;
    }

    /**
     * Writes a body to the disk while it comes. What is beyond {@code most} bytes is read and thrown away, so that the
     * sender hears the answer instead of a broken connection. What came whole is looked into where a scanner is set up: a
     * file in which something is found is refused, and so is one that could not be looked into.
     */
    public Mono<Arrival> receive(Flux<DataBuffer> body, long most) {
        return Mono.fromCallable(this::fresh)
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(path -> body.publishOn(Schedulers.boundedElastic(), 8)
                        .collect(() -> new Writing(path, most), Writing::add)
                        .map(Writing::done)
                        .flatMap(this::scanned)
                        .doOnError(failure -> discard(path))
                        .doOnCancel(() -> discard(path)));
    }

    private Mono<Arrival> scanned(Arrival arrival) {
        if (!arrival.whole()) {
            return Mono.just(arrival);
        }
        return scan.found(arrival)
                .onErrorMap(failure -> !(failure instanceof Problem), failure -> {
                    log.warn("A file could not be looked into: {}", failure.toString());
                    return FILE_NOT_SCANNED.of();
                })
                .flatMap(found -> {
                    log.warn("A file was refused: {}", found);
                    return Mono.<Arrival>error(FILE_HARMFUL.at("/file", found));
                })
                .defaultIfEmpty(arrival);
    }

    /** A path for a file that is made here. */
    public Path fresh() {
        try {
            Files.createDirectories(folder);
            return folder.resolve(UUID.randomUUID().toString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A file that was made here, measured and hashed. */
    public Arrival made(Path path) {
        try (var in = FileChannel.open(path, StandardOpenOption.READ)) {
            var digest = sha256();
            var buffer = ByteBuffer.allocate(AT_ONCE);
            long size = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                size += read;
                digest.update(buffer.flip());
                buffer.clear();
            }
            return new Arrival(path, size, HexFormat.of().formatHex(digest.digest()), true);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Removes what was not kept. */
    public void discard(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Removes what a crash left behind more than a day ago. */
    public Mono<Void> tidy() {
        return Mono.<Void>fromRunnable(() -> {
                    var before = clock.instant().minus(FORGOTTEN);
                    if (Files.isDirectory(folder)) {
                        try (var files = Files.list(folder)) {
                            files.filter(file -> FolderStore.lastPut(file).isBefore(before))
                                    .forEach(this::discard);
                        } catch (IOException failure) {
                            throw new UncheckedIOException(failure);
                        }
                    }
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** One file on its way to the disk. */
    private static final class Writing {

        private final Path path;
        private final long most;
        private final MessageDigest digest = sha256();
        private final WritableByteChannel channel;
        private long size;
        private boolean whole = true;

        Writing(Path path, long most) {
            this.path = path;
            this.most = most;
            try {
                channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        void add(DataBuffer buffer) {
            try (var parts = buffer.readableByteBuffers()) {
                if (size + buffer.readableByteCount() > most) {
                    whole = false;
                    return;
                }
                while (parts.hasNext()) {
                    var part = parts.next();
                    size += part.remaining();
                    digest.update(part.duplicate());
                    while (part.hasRemaining()) {
                        channel.write(part);
                    }
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } finally {
                DataBufferUtils.release(buffer);
            }
        }

        Arrival done() {
            try {
                channel.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            return new Arrival(path, size, HexFormat.of().formatHex(digest.digest()), whole);
        }
    }
}
