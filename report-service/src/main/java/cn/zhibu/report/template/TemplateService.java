package cn.zhibu.report.template;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Makes Word documents out of papers. */
@Service
public class TemplateService {

    private final ReportRenderer renderer;

    TemplateService(ReportRenderer renderer) {
        this.renderer = renderer;
    }

    /** What a document says, without how it looks. {@code template} names the file that says how. */
    public record Paper(
            String template, String title, String byline, List<Line> lines, @Nullable Annex annex) {}

    /** How a line is set. */
    public enum Style {
        HEADING_1,
        HEADING_2,
        BODY
    }

    /** One paragraph. */
    public record Line(Style style, List<Run> runs) {

        public static Line of(Style style, String text) {
            return new Line(style, List.of(new Run(text, null)));
        }
    }

    /** A stretch of text; {@code mark} is the number under which the annex lists its evidence. */
    public record Run(String text, @Nullable Integer mark) {}

    /** The index of evidence at the end, with the heads of its columns. */
    public record Annex(String label, String title, List<String> heads, List<Exhibit> exhibits) {}

    /** What one figure rests on. */
    public record Exhibit(int mark, String figure, List<Row> rows) {}

    /** One record, or several that read the same. */
    public record Row(String date, String kind, String summary, String quantity) {}

    /** The Word file; made on a thread that may wait. */
    public Mono<byte[]> word(Paper paper) {
        return Mono.fromCallable(() -> renderer.render(paper)).subscribeOn(Schedulers.boundedElastic());
    }
}
