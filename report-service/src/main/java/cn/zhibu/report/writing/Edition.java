package cn.zhibu.report.writing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * The text of a section as it was written once; never changed.
 *
 * @param by account; unknown for a text that is older than its first kept edition
 */
@Document("report_editions")
@CompoundIndex(name = "of", def = "{'report': 1, 'section': 1}")
public record Edition(
        @Id String id,
        String report,
        String section,
        String text,
        @Nullable String by,
        @Nullable Instant at) {

    public int length() {
        return text.codePointCount(0, text.length());
    }

    /** SHA-256 of the text after the id: equal texts do not show as equal. */
    public String digest() {
        try {
            var bytes = (id + "\n" + text).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
