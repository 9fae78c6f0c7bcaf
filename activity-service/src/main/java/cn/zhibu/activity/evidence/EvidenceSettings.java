package cn.zhibu.activity.evidence;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * What is taken as evidence.
 *
 * @param largest size by type; a type that is not named is refused
 * @param unpacked size of all that lies in a packed document
 * @param entries in a packed document
 * @param ratio of unpacked to packed size, of one entry
 * @param forgotten after which a file that no record names is removed
 */
@ConfigurationProperties("zhibu.evidence")
record EvidenceSettings(
        Map<FileType, DataSize> largest, DataSize unpacked, int entries, int ratio, Duration forgotten) {

    /** The size at which any file is too large. */
    long most() {
        return largest.values().stream().mapToLong(DataSize::toBytes).max().orElse(0);
    }
}
