package cn.zhibu.report.template;

import cn.zhibu.words.Language;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a document says, without how it looks. {@code template} names the file that says how. */
record Paper(
        String template,
        Language language,
        String title,
        String byline,
        List<Line> lines,
        @Nullable Annex annex,
        Properties properties) {
    /** What a file says of itself. */
    public record Properties(String title, String unit) {}

    /** How a line is set. */
    enum Style {
        HEADING_1,
        HEADING_2,
        SALUTATION,
        BODY,
        /** Stays on the page of the line that follows. */
        KEPT,
        SIGNATURE,
        DATE
    }

    /** One paragraph. */
    public record Line(Style style, List<Run> runs) {

        static Line of(Style style, String text) {
            return new Line(style, List.of(new Run(text, null)));
        }

        Line as(Style other) {
            return new Line(other, runs);
        }
    }

    /** A stretch of text; {@code mark} is the number under which the annex lists its evidence, or says that there is none. */
    public record Run(String text, @Nullable String mark) {}

    /** The index of evidence at the end, with the heads of its columns. */
    public record Annex(String label, String title, List<String> heads, List<Exhibit> exhibits) {}

    /** What one figure rests on. */
    public record Exhibit(int mark, String figure, List<Row> rows) {}

    /** One record, or several that read the same. */
    public record Row(String date, String kind, String summary, String quantity) {}
}
