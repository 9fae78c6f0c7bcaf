package cn.zhibu.report.template;

import cn.zhibu.report.catalogue.CatalogueService;
import cn.zhibu.report.catalogue.CatalogueService.Language;
import cn.zhibu.report.catalogue.CatalogueService.Words;
import cn.zhibu.report.claim.ClaimService.Content;
import cn.zhibu.report.claim.ClaimService.Figure;
import cn.zhibu.report.claim.ClaimService.Proof;
import cn.zhibu.report.claim.ClaimService.SectionContent;
import cn.zhibu.report.claim.ClaimService.Sentence;
import cn.zhibu.report.template.TemplateService.Annex;
import cn.zhibu.report.template.TemplateService.Exhibit;
import cn.zhibu.report.template.TemplateService.Line;
import cn.zhibu.report.template.TemplateService.Paper;
import cn.zhibu.report.template.TemplateService.Row;
import cn.zhibu.report.template.TemplateService.Run;
import cn.zhibu.report.template.TemplateService.Style;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lays a content out as a paper: every figure gets a number under which the annex lists its evidence. */
final class Papers {

    /** The section that begins with a salutation, flush left. */
    private static final String SALUTATION = "salutation";

    private final CatalogueService catalogue;
    private final Language language;
    private final Map<String, Words> rules;
    private final List<Exhibit> exhibits = new ArrayList<>();

    /** @param rules what to call a rule in the annex, by its id */
    Papers(CatalogueService catalogue, Language language, Map<String, Words> rules) {
        this.catalogue = catalogue;
        this.language = language;
        this.rules = rules;
    }

    Paper paper(String template, Content content, String byline) {
        var lines = new ArrayList<Line>();
        for (var section : content.sections()) {
            var title = section.title();
            if (title != null) {
                var style = section.level() == 1 ? Style.HEADING_1 : Style.HEADING_2;
                lines.add(Line.of(style, title.in(language)));
            }
            int first = lines.size();
            paragraphs(section).forEach(sentences -> lines.add(line(sentences)));
            if (section.id().equals(SALUTATION) && lines.size() > first) {
                lines.set(first, new Line(Style.SALUTATION, lines.get(first).runs()));
            }
        }
        return new Paper(template, content.title().in(language), byline, lines, annex());
    }

    private static List<List<Sentence>> paragraphs(SectionContent section) {
        var paragraphs = new LinkedHashMap<Integer, List<Sentence>>();
        for (var sentence : section.sentences()) {
            paragraphs
                    .computeIfAbsent(sentence.paragraph(), fresh -> new ArrayList<>())
                    .add(sentence);
        }
        return List.copyOf(paragraphs.values());
    }

    private Line line(List<Sentence> sentences) {
        var runs = new ArrayList<Run>();
        for (var sentence : sentences) {
            for (var part : sentence.text().in(language)) {
                var figure = sentence.figures().stream()
                        .filter(each -> each.id().equals(part.figure()))
                        .findFirst();
                runs.add(new Run(part.text(), figure.map(this::mark).orElse(null)));
            }
        }
        return new Line(Style.BODY, runs);
    }

    private Integer mark(Figure figure) {
        int mark = exhibits.size() + 1;
        var caption = figure.shown().in(language) + (exact(figure) ? "" : trueNumber(figure));
        exhibits.add(new Exhibit(mark, caption, figure.rules().isEmpty() ? rows(figure) : ruleRows(figure)));
        return mark;
    }

    private static boolean exact(Figure figure) {
        return figure.shown().zh().indexOf('余') < 0;
    }

    private String trueNumber(Figure figure) {
        var number = quantity(figure.value(), figure.unit());
        return language == Language.ZH ? "（实际" + number + "）" : " (exactly " + number + ")";
    }

    /** Records that read the same on the same day share a row. */
    private List<Row> rows(Figure figure) {
        var groups = new LinkedHashMap<String, List<Proof>>();
        for (var proof : figure.records()) {
            var key =
                    proof.date() + "|" + proof.source() + "|" + proof.summary().in(language) + "|" + proof.unit();
            groups.computeIfAbsent(key, fresh -> new ArrayList<>()).add(proof);
        }
        return groups.values().stream().map(this::row).toList();
    }

    private Row row(List<Proof> same) {
        var first = same.get(0);
        var sum = same.stream().map(Proof::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
        var kind = catalogue
                .source(first.source())
                .map(source -> source.names().in(language))
                .orElse(first.source());
        return new Row(first.date().toString(), kind, first.summary().in(language), quantity(sum, first.unit()));
    }

    private List<Row> ruleRows(Figure figure) {
        return figure.rules().stream()
                .map(rule -> new Row(
                        "—",
                        language == Language.ZH ? "规则" : "Rule",
                        rules.getOrDefault(rule, new Words(rule, rule)).in(language),
                        rule))
                .toList();
    }

    private String quantity(BigDecimal value, String unit) {
        var number = new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
        var names = catalogue.unit(unit);
        if (language == Language.ZH) {
            return number + names.names().zh();
        }
        return number + " "
                + (value.compareTo(BigDecimal.ONE) == 0 ? names.names().en() : names.plural());
    }

    private Annex annex() {
        return language == Language.ZH
                ? new Annex("附件", "凭证索引", List.of("日期", "类型", "内容", "数量"), exhibits)
                : new Annex("Annex", "Index of evidence", List.of("Date", "Kind", "Content", "Quantity"), exhibits);
    }
}
