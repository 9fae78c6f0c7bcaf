package cn.zhibu.catalogue;

import cn.zhibu.words.Words;
import java.util.List;

/**
 * A report: what it covers, its sections in order. A bar in the title is where it may be broken; by-line and signature
 * name the secretary.
 */
public record Outline(
        String id,
        int version,
        Words names,
        Span period,
        Words title,
        Words byline,
        Words signature,
        List<Section> sections) {

    public Words plainTitle() {
        return new Words(title.zh().replace("|", ""), title.en());
    }

    /** What a report covers: a calendar year, or the term of a committee. */
    public enum Span {
        YEAR,
        TERM
    }
}
