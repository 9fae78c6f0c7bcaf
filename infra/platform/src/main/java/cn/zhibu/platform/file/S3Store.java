package cn.zhibu.platform.file;

import cn.zhibu.platform.change.Failpoints;
import cn.zhibu.platform.tenant.Tenancy;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Files in a bucket, under tenant and hash. Any store that speaks S3 will do. */
final class S3Store implements FileStore, AutoCloseable {

    private final S3AsyncClient s3;
    private final String bucket;

    private S3Store(S3AsyncClient s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    static S3Store of(FileSettings.S3 settings) {
        var builder = S3AsyncClient.builder()
                .forcePathStyle(true)
                .credentialsProvider(credentials(settings))
                .region(Region.of(given(settings.region()) ? String.valueOf(settings.region()) : "us-east-1"))
                // Stores other than Amazon's often know no trailing checksums; the hash in the name is checked anyway.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        if (given(settings.endpoint())) {
            builder.endpointOverride(URI.create(String.valueOf(settings.endpoint())));
        }
        return new S3Store(builder.build(), settings.bucket());
    }

    private static AwsCredentialsProvider credentials(FileSettings.S3 settings) {
        return given(settings.accessKey())
                ? StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        String.valueOf(settings.accessKey()), String.valueOf(settings.secretKey())))
                : DefaultCredentialsProvider.builder().build();
    }

    private static boolean given(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    @Override
    public Mono<Void> put(Arrival file) {
        return key(file.hash())
                .flatMap(key -> Mono.fromFuture(() -> s3.putObject(
                        request -> request.bucket(bucket).key(key).contentLength(file.size()),
                        AsyncRequestBody.fromFile(file.path()))))
                .doOnNext(done -> Failpoints.pass("after-file"))
                .then();
    }

    @Override
    public Flux<DataBuffer> read(String hash) {
        return key(hash)
                .flatMap(key -> Mono.fromFuture(() -> s3.getObject(
                        request -> request.bucket(bucket).key(key), AsyncResponseTransformer.toPublisher())))
                .flatMapMany(Flux::from)
                .map(DefaultDataBufferFactory.sharedInstance::wrap);
    }

    @Override
    public Mono<Boolean> has(String hash) {
        return lastPut(hash).hasElement();
    }

    @Override
    public Flux<Put> all() {
        return Tenancy.current()
                .flatMapMany(tenant -> Flux.from(s3.listObjectsV2Paginator(
                                request -> request.bucket(bucket).prefix(tenant + "/"))
                        .contents()))
                .map(object ->
                        new Put(object.key().substring(object.key().lastIndexOf('/') + 1), object.lastModified()));
    }

    @Override
    public Mono<Boolean> drop(String hash, Instant moment) {
        return lastPut(hash)
                .flatMap(last -> last.isBefore(moment) ? gone(hash) : Mono.just(false))
                .defaultIfEmpty(true);
    }

    private Mono<Boolean> gone(String hash) {
        return key(hash)
                .flatMap(key -> Mono.fromFuture(
                        () -> s3.deleteObject(request -> request.bucket(bucket).key(key))))
                .thenReturn(true);
    }

    private Mono<Instant> lastPut(String hash) {
        return key(hash)
                .flatMap(key -> Mono.fromFuture(
                        () -> s3.headObject(request -> request.bucket(bucket).key(key))))
                .map(head -> head.lastModified())
                .onErrorResume(NoSuchKeyException.class, absent -> Mono.empty());
    }

    private static Mono<String> key(String hash) {
        return Tenancy.current().map(tenant -> FileSettings.key(tenant, hash));
    }

    @Override
    public void close() {
        s3.close();
    }
}
