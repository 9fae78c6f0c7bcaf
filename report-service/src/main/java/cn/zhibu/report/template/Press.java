package cn.zhibu.report.template;

import cn.zhibu.platform.file.Allowance;
import cn.zhibu.report.template.Paper.Exhibit;
import cn.zhibu.report.template.Paper.Line;
import cn.zhibu.report.template.Paper.Run;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;

/** Renders papers within a stated amount of memory, however many are asked for at once. */
@Component
class Press {

    /** Twice what the renderer was measured to hold: for a document, a paragraph, a row of a table, a character. */
    private static final long DOCUMENT = 8L << 20;

    private static final long LINE = 8L << 10;
    private static final long ROW = 16L << 10;
    private static final long CHARACTER = 32;

    private final ReportRenderer renderer;
    private final Allowance allowance;
    private final long all;

    Press(
            ReportRenderer renderer,
            @Value("${zhibu.papers.memory}") DataSize memory,
            @Value("${zhibu.papers.at-once}") int atOnce,
            @Value("${zhibu.papers.waiting}") int waiting) {
        this.renderer = renderer;
        this.all = memory.toBytes();
        this.allowance = new Allowance("papers", all, atOnce, waiting);
    }

    Mono<byte[]> print(Paper paper) {
        return allowance.during(Math.min(all, weight(paper)), () -> renderer.render(paper));
    }

    /** What the renderer holds at most while it is at work. */
    static long weight(Paper paper) {
        var annex = paper.annex();
        var exhibits = annex == null ? List.<Exhibit>of() : annex.exhibits();
        long rows = exhibits.stream()
                .mapToLong(exhibit -> exhibit.rows().size() + 2)
                .sum();
        long characters = paper.lines().stream()
                .map(Line::runs)
                .flatMap(List::stream)
                .map(Run::text)
                .mapToLong(String::length)
                .sum();
        return DOCUMENT + LINE * paper.lines().size() + ROW * rows + CHARACTER * characters;
    }
}
