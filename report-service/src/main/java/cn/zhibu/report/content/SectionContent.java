package cn.zhibu.report.content;

import cn.zhibu.words.Language;
import cn.zhibu.words.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A section with its sentences. */
public record SectionContent(String id, int level, @Nullable Words title, List<Sentence> sentences) {

    /** The sections numbered anew where one in between is left out. */
    public static List<SectionContent> numbered(List<SectionContent> sections) {
        return Headings.numbered(sections);
    }

    /** The sections that have something to read, in themselves or below them, numbered anew. */
    public static List<SectionContent> filled(List<SectionContent> sections) {
        return Headings.filled(sections);
    }

    /** The heading without its number; empty where there is none. */
    public String heading(Language language) {
        return Headings.bare(title, language);
    }
}
