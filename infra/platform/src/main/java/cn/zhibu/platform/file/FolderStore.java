package cn.zhibu.platform.file;

import cn.zhibu.platform.change.Failpoints;
import cn.zhibu.platform.tenant.Tenancy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Files in a folder per tenant: written, forced to the disk, and only then moved to their name, so that a name always
 * has its whole content. Several replicas share the folder.
 */
final class FolderStore implements FileStore {

    private static final int AT_ONCE = 64 * 1024;
    private static final String GOING = ".going-";

    private final Path folder;
    private final Clock clock;

    FolderStore(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public Mono<Void> put(Arrival file) {
        return at(file.hash())
                .flatMap(place -> blocking(() -> {
                            keep(file.path(), place);
                            Failpoints.pass("after-file");
                            return place;
                        })
                        .then());
    }

    private void keep(Path from, Path place) throws IOException {
        if (touched(place)) {
            forceFolders(place); // another replica may just have moved it there
            return;
        }
        Files.createDirectories(place.getParent());
        var copy = place.resolveSibling(place.getFileName() + "." + from.getFileName());
        Files.copy(from, copy, StandardCopyOption.REPLACE_EXISTING);
        force(copy, StandardOpenOption.WRITE);
        Files.move(copy, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolders(place);
    }

    private void forceFolders(Path place) throws IOException {
        for (var parent = place.getParent(); parent != null && parent.startsWith(folder); parent = parent.getParent()) {
            force(parent, StandardOpenOption.READ);
        }
    }

    /** Whether it is there and new again. The time may be set on what is just being dropped: hence the second look. */
    private boolean touched(Path place) throws IOException {
        try {
            Files.setLastModifiedTime(place, FileTime.from(clock.instant()));
            return Files.exists(place);
        } catch (NoSuchFileException absent) {
            return false;
        }
    }

    private static void force(Path path, StandardOpenOption how) throws IOException {
        try (var channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }

    @Override
    public Flux<DataBuffer> read(String hash) {
        return at(hash).flatMapMany(place -> DataBufferUtils.readByteChannel(
                        () -> FileChannel.open(place, StandardOpenOption.READ),
                        DefaultDataBufferFactory.sharedInstance,
                        AT_ONCE))
                .subscribeOn(Schedulers.boundedElastic());
    }

    @Override
    public Mono<Boolean> has(String hash) {
        return at(hash).flatMap(place -> blocking(() -> Files.exists(place)));
    }

    @Override
    public Flux<Put> all() {
        return Tenancy.current()
                .flatMapMany(tenant -> Flux.using(
                        () -> walk(folder.resolve(tenant)),
                        all -> Flux.fromStream(all.filter(Files::isRegularFile).flatMap(FolderStore::put)),
                        Stream::close))
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** Nothing, when another replica has just dropped it. */
    private static Stream<Put> put(Path file) {
        var at = lastPut(file);
        var name = file.getFileName().toString();
        return at.equals(Instant.MAX)
                ? Stream.empty()
                : Stream.of(new Put(name.contains(".") ? name.substring(0, name.indexOf('.')) : name, at));
    }

    private static Stream<Path> walk(Path home) throws IOException {
        return Files.isDirectory(home) ? Files.walk(home) : Stream.empty();
    }

    /** Aside first: a file that is put meanwhile is then either a new one, or seen here to be newer and moved back. */
    @Override
    public Mono<Boolean> drop(String hash, Instant moment) {
        return at(hash).flatMap(place -> blocking(() -> {
            clean(place, moment);
            var aside = place.resolveSibling(place.getFileName() + GOING + UUID.randomUUID());
            try {
                Files.move(place, aside, StandardCopyOption.ATOMIC_MOVE);
                if (!lastPut(aside).isBefore(moment)) {
                    Files.move(aside, place, StandardCopyOption.ATOMIC_MOVE);
                    return false;
                }
            } catch (NoSuchFileException droppedByAnother) {
                return !Files.exists(place);
            }
            Files.deleteIfExists(aside);
            return true;
        }));
    }

    /** Copies that a crash left half made. */
    private static void clean(Path place, Instant moment) throws IOException {
        var name = place.getFileName() + ".";
        if (place.getParent() == null || !Files.isDirectory(place.getParent())) {
            return;
        }
        try (var beside = Files.list(place.getParent())) {
            for (var file : beside.toList()) {
                if (file.getFileName().toString().startsWith(name)
                        && lastPut(file).isBefore(moment)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    static Instant lastPut(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (NoSuchFileException gone) {
            return Instant.MAX;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Mono<Path> at(String hash) {
        return Tenancy.current().map(tenant -> folder.resolve(FileSettings.key(tenant, hash)));
    }

    private static <T> Mono<T> blocking(Callable<T> work) {
        return Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic());
    }
}
