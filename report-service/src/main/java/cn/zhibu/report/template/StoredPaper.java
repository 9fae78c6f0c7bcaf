package cn.zhibu.report.template;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/** The Word file of an accepted report, rendered once and kept under its SHA-256. */
@Document("papers")
record StoredPaper(@Id String hash, byte[] bytes) {

    static StoredPaper of(byte[] bytes) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new StoredPaper(HexFormat.of().formatHex(hash), bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
