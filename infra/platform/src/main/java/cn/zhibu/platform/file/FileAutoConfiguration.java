package cn.zhibu.platform.file;

import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import reactor.core.publisher.Mono;

/** Brings the store of files to the services that say where it is. */
@AutoConfiguration(afterName = "cn.zhibu.platform.change.ChangeAutoConfiguration")
@ConditionalOnProperty("zhibu.files.folder")
@EnableConfigurationProperties(FileSettings.class)
final class FileAutoConfiguration {

    @Bean
    FileStore platformFileStore(FileSettings settings, Clock clock) {
        var s3 = settings.s3();
        return s3 == null || s3.bucket().isBlank() ? new FolderStore(settings.folder(), clock) : S3Store.of(s3);
    }

    @Bean
    Incoming platformIncoming(FileSettings settings, Clock clock) {
        var scan = settings.scan();
        return new Incoming(
                settings.folder().resolve("incoming"),
                scan == null || scan.host().isBlank() ? file -> Mono.empty() : new Clamd(scan),
                clock);
    }
}
