package cn.zhibu.platform.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Flux;

/**
 * The SHA-256 of a whole command, to tell a retry from another one under the same key: method, path, query, If-Match and,
 * taken while it is read, the body.
 */
final class BodyDigest extends ServerHttpRequestDecorator {

    private final MessageDigest digest;
    private volatile String hex;

    BodyDigest(ServerHttpRequest request) {
        super(request);
        try {
            digest = MessageDigest.getInstance("SHA-256");
            for (var part : head(request)) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            hex = HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (NoSuchAlgorithmException | CloneNotSupportedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<String> head(ServerHttpRequest request) {
        var uri = request.getURI();
        return List.of(
                request.getMethod().name(),
                request.getPath().value(),
                Objects.requireNonNullElse(uri.getRawQuery(), ""),
                Objects.requireNonNullElse(request.getHeaders().getFirst(HttpHeaders.IF_MATCH), "")
                        .trim());
    }

    @Override
    public Flux<DataBuffer> getBody() {
        return super.getBody()
                .doOnNext(this::add)
                .doOnComplete(() -> hex = HexFormat.of().formatHex(digest.digest()));
    }

    private void add(DataBuffer buffer) {
        try (var parts = buffer.readableByteBuffers()) {
            parts.forEachRemaining(digest::update);
        }
    }

    String hex() {
        return hex;
    }
}
