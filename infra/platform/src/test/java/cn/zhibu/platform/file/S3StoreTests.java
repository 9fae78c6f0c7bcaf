package cn.zhibu.platform.file;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.platform.tenant.Tenancy;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobProviderMetadata;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** The S3 store, against a server in this JVM that checks signatures. */
class S3StoreTests extends FileStoreContract {

    private static final String KEY = "zhibu-key";
    private static final String SECRET = "zhibu-secret";

    private static S3Proxy server;
    private static S3Store store;

    @BeforeAll
    static void aServerWithABucket() throws Exception {
        var blobs = ContextBuilder.newBuilder(new TransientNio2BlobProviderMetadata())
                .credentials("identity", "credential")
                .build(BlobStoreContext.class)
                .getBlobStore();
        blobs.createContainerInLocation(null, "evidence");
        server = S3Proxy.builder()
                .blobStore(blobs)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, KEY, SECRET)
                .build();
        server.start();
        store = store(SECRET);
    }

    private static S3Store store(String secret) {
        return S3Store.of(
                new FileSettings.S3("evidence", "http://127.0.0.1:" + server.getPort(), "us-east-1", KEY, secret));
    }

    @AfterAll
    static void stop() throws Exception {
        store.close();
        server.stop();
    }

    @Override
    FileStore store() {
        return store;
    }

    @Test
    void withoutTheKeyNothingIsStored() throws Exception {
        var incoming = new Incoming(folder.resolve("incoming"), file -> Mono.empty(), Clock.systemUTC());
        var path = incoming.fresh();
        Files.writeString(path, "text");
        try (var stranger = store("another secret")) {
            assertThatThrownBy(() -> stranger.put(incoming.made(path))
                            .contextWrite(context ->
                                    Tenancy.in(context, UUID.randomUUID().toString()))
                            .block(Duration.ofSeconds(20)))
                    .hasMessageContaining("403");
        }
    }
}
