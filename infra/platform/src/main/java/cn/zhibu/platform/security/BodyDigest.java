package cn.zhibu.platform.security;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Flux;

/** Takes the SHA-256 of a body while it is read, to tell a retry from another content under the same key. */
final class BodyDigest extends ServerHttpRequestDecorator {

    private final MessageDigest digest;
    private volatile String hex = "";

    BodyDigest(ServerHttpRequest request) {
        super(request);
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
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
