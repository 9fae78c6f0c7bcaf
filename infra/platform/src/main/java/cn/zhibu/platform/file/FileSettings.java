package cn.zhibu.platform.file;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where files are kept.
 *
 * @param folder for kept files and for those that are arriving
 * @param s3 used in the folder's place when it names a bucket
 * @param scan what looks into files that arrive; nobody does when it names no host
 */
@ConfigurationProperties("zhibu.files")
record FileSettings(Path folder, @Nullable S3 s3, @Nullable Scan scan) {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /**
     * A bucket of an S3 store.
     *
     * @param endpoint address of the store; empty for the one of the region
     * @param accessKey empty when the surroundings name who we are (instance profile, web identity)
     */
    record S3(
            String bucket,
            @Nullable String endpoint,
            @Nullable String region,
            @Nullable String accessKey,
            @Nullable String secretKey) {}

    /**
     * A clamd.
     *
     * @param host empty when there is none
     * @param within for one file, waiting in turn included; afterwards it counts as not looked into
     */
    record Scan(String host, int port, Duration within) {}

    /** Tenant, the first two digits of the hash, the hash. */
    static String key(String tenant, String hash) {
        if (!HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("A file is named by its SHA-256");
        }
        return tenant + "/" + hash.substring(0, 2) + "/" + hash;
    }
}
