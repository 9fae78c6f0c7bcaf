package cn.zhibu.report.claim;

import cn.zhibu.catalogue.Block;
import cn.zhibu.catalogue.CatalogueService;
import cn.zhibu.catalogue.Claim;
import cn.zhibu.catalogue.Outline;
import cn.zhibu.catalogue.Section;
import cn.zhibu.report.content.Content;
import cn.zhibu.report.content.SectionContent;
import cn.zhibu.report.content.Sentence;
import cn.zhibu.words.Language;
import cn.zhibu.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts the sentences of all claims into the outline of a report. */
final class Composer {

    private final CatalogueService catalogue;
    private final Function<Claim, List<Sentence>> sentences;
    private final Map<String, Words> variables;

    Composer(CatalogueService catalogue, Function<Claim, List<Sentence>> sentences, Map<String, Words> variables) {
        this.catalogue = catalogue;
        this.sentences = sentences;
        this.variables = variables;
    }

    Content compose(Outline outline) {
        var sections = new ArrayList<SectionContent>();
        for (var section : outline.sections()) {
            var content = section(section, outline);
            if (!section.optional() || !content.sentences().isEmpty()) {
                sections.add(content);
            }
        }
        return new Content(filled(outline.plainTitle()), SectionContent.numbered(sections));
    }

    private SectionContent section(Section section, Outline outline) {
        var sentences = new ArrayList<Sentence>();
        int paragraph = 0;
        for (int i = 0; i < section.blocks().size(); i++) {
            var block = block(section, section.blocks().get(i), i);
            for (var line : block) {
                if (!line.isEmpty()) {
                    add(sentences, line, ++paragraph);
                }
            }
        }
        for (var claim : unplaced(section, outline)) {
            var line = punctuated(this.sentences.apply(claim), false);
            if (!line.isEmpty()) {
                add(sentences, line, ++paragraph);
            }
        }
        return new SectionContent(section.id(), section.level(), section.title(), List.copyOf(sentences));
    }

    /** Claims that a bureau's own kinds bring for this section and that the outline does not place. */
    private List<Claim> unplaced(Section section, Outline outline) {
        var placed = outline.sections().stream()
                .flatMap(each -> each.blocks().stream())
                .flatMap(block -> block.claims().stream())
                .toList();
        return catalogue.claims().stream()
                .filter(claim -> claim.section().equals(section.id()) && !placed.contains(claim.id()))
                .toList();
    }

    private static void add(List<Sentence> sentences, List<Sentence> line, int paragraph) {
        line.forEach(sentence -> sentences.add(sentence.in(paragraph)));
    }

    /** The paragraphs of a block: one, or one per item of a list. */
    private List<List<Sentence>> block(Section section, Block block, int number) {
        var fixed = block.fixed();
        if (fixed != null) {
            return List.of(List.of(fixed(section.id() + ".fixed-" + number, fixed)));
        }
        var inline = new ArrayList<Sentence>();
        var listed = new ArrayList<List<Sentence>>();
        for (var id : block.claims()) {
            var claim = catalogue.claim(id);
            var made = sentences.apply(claim);
            if (claim.list()) {
                for (var sentence : punctuated(made, true)) {
                    listed.add(List.of(sentence.prefixed((listed.size() + 1) + ". ")));
                }
            } else {
                inline.addAll(block.clauses() ? made : punctuated(made, false));
            }
        }
        if (block.clauses()) {
            var joined = punctuated(inline, false);
            inline.clear();
            inline.addAll(joined);
        }
        var lead = block.lead();
        if (lead != null && !inline.isEmpty()) {
            inline.add(0, fixed(section.id() + ".lead-" + number, lead));
        }
        listed.add(0, inline);
        return listed;
    }

    /** In Chinese, clauses of one claim are joined and the last one ends the sentence; in English each stands alone. */
    private static List<Sentence> punctuated(List<Sentence> sentences, boolean each) {
        var ended = new ArrayList<Sentence>();
        for (int i = 0; i < sentences.size(); i++) {
            var last = each || i == sentences.size() - 1;
            ended.add(sentences.get(i).ended(last ? "。" : "；", ". "));
        }
        return ended;
    }

    private Sentence fixed(String id, Words words) {
        var filled = filled(words);
        return Sentence.fixed(id, filled.zh(), filled.en() + " ");
    }

    private Words filled(@Nullable Words words) {
        if (words == null) {
            return new Words("-", "-");
        }
        return new Words(filled(words, Language.ZH), filled(words, Language.EN));
    }

    private String filled(Words words, Language language) {
        return Pattern.text(Pattern.fill(
                words.in(language),
                Pattern.Lookup.ofTexts(
                        name -> Optional.ofNullable(variables.get(name)).map(value -> value.in(language)))));
    }
}
