package cn.zhibu.report.report;

import cn.zhibu.report.content.Content;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The one way a content is written down: keys in order, no blanks, numbers in plain notation. Equal contents, equal text. */
final class Canonical {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(tools.jackson.core.StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Canonical() {}

    static String of(Content content) {
        return JSON.writeValueAsString(content);
    }

    static Content read(String content) {
        return JSON.readValue(content, Content.class);
    }

    /** The hash under which an accepted report is known: content, versions, and which report of which round it is. */
    static String hash(Report report, Report.Snapshot snapshot) {
        var whole = new TreeMap<String, Object>();
        whole.put("content", JSON.readTree(snapshot.content()));
        whole.put("versions", snapshot.versions());
        whole.put("report", report.id());
        whole.put("unit", report.scope().unit());
        whole.put("year", report.subject().year());
        whole.put("round", report.course().round());
        var term = report.subject().term();
        if (term != null) {
            whole.put(
                    "term",
                    List.of(
                            term.committee(),
                            term.from().toString(),
                            term.until().toString()));
        }
        return sha256(JSON.writeValueAsBytes(whole));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
