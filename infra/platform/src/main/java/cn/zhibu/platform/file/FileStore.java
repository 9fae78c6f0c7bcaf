package cn.zhibu.platform.file;

import java.time.Instant;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Files of the tenant at hand, named by the SHA-256 of their content (hexadecimal). The same content is kept once. When
 * {@link #put} has completed, the bytes survive a power cut: whoever names the file in a document does so afterwards.
 */
public interface FileStore {

    /** Keeps a file; one that is there already counts as put just now. */
    Mono<Void> put(Arrival file);

    /** The bytes; fails when there is no such file. */
    Flux<DataBuffer> read(String hash);

    Mono<Boolean> has(String hash);

    /** A file and when it was last put. */
    record Put(String hash, Instant at) {}

    /** What there is, what a crash left half made too; the same hash may come more than once. */
    Flux<Put> all();

    /** Removes a file unless it was put again after that moment; answers whether it is gone. */
    Mono<Boolean> drop(String hash, Instant moment);
}
