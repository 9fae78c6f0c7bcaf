package cn.zhibu.report.template;

import cn.zhibu.catalogue.CatalogueService;
import cn.zhibu.catalogue.Claim;
import cn.zhibu.catalogue.Measure;
import cn.zhibu.catalogue.Parts;
import cn.zhibu.report.content.Figure;
import cn.zhibu.report.content.Proof;
import cn.zhibu.report.content.SectionContent;
import cn.zhibu.report.content.Sentence;
import cn.zhibu.report.content.Sentence.Kind;
import cn.zhibu.report.template.Paper.Annex;
import cn.zhibu.report.template.Paper.Exhibit;
import cn.zhibu.report.template.Paper.Line;
import cn.zhibu.report.template.Paper.Properties;
import cn.zhibu.report.template.Paper.Row;
import cn.zhibu.report.template.Paper.Run;
import cn.zhibu.report.template.Paper.Style;
import cn.zhibu.words.Language;
import cn.zhibu.words.Words;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lays a content out as a paper. In the copy with evidence every figure gets a number under which the annex lists what it
 * rests on, and a sentence that rests on nothing says so; the clean copy is the text alone.
 */
final class Papers {

    private static final Words UNNAMED = new Words("规则包中的一项规定", "A rule of the rule pack");
    private static final String HAND = "＿＿＿＿＿＿＿＿";
    private static final int KEPT_LINES = 3;

    /** Rows of the whole index. */
    static final int MOST_ROWS = 2_000;

    private final CatalogueService catalogue;
    private final Language language;
    private final Copy copy;
    private final Map<String, Words> rules;
    private final List<Exhibit> exhibits = new ArrayList<>();
    private Map<String, String> topics = Map.of();
    private int listed;

    /** @param rules what to call a rule in the annex, by its id */
    Papers(CatalogueService catalogue, Language language, Copy copy, Map<String, Words> rules) {
        this.catalogue = catalogue;
        this.language = language;
        this.copy = copy;
        this.rules = rules;
    }

    Paper paper(Manuscript manuscript) {
        topics = manuscript.topics();
        var outline = manuscript.outline();
        var content = manuscript.content();
        var signature = manuscript.signature();
        var lines = new ArrayList<Line>();
        for (var section : SectionContent.filled(content.sections())) {
            var title = section.title();
            if (title != null) {
                var style = section.level() == 1 ? Style.HEADING_1 : Style.HEADING_2;
                lines.add(Line.of(style, title.in(language)));
            }
            for (var sentences : paragraphs(section)) {
                var line = line(sentences);
                lines.add(lines.isEmpty() && leadsOn(line) ? line.as(Style.SALUTATION) : line);
            }
        }
        keepTogether(lines);
        lines.add(Line.of(Style.SIGNATURE, signed(outline.signature(), signature)));
        lines.add(Line.of(Style.DATE, date(signature.on())));
        var title = content.title().in(language);
        return new Paper(
                outline.id(),
                language,
                TitleLines.broken(outline.title().in(language), title),
                signed(outline.byline(), signature),
                lines,
                copy == Copy.EVIDENCE ? annex() : null,
                new Properties(title, signature.unit().in(language)));
    }

    private static boolean leadsOn(Line line) {
        var text = line.runs().stream()
                .map(Run::text)
                .collect(Collectors.joining())
                .strip();
        return text.endsWith("：") || text.endsWith(":");
    }

    /** The signature never stands alone on the last page, nor what leads on without what it leads to. */
    private static void keepTogether(List<Line> lines) {
        for (int i = 0; i < lines.size(); i++) {
            var last = i >= lines.size() - KEPT_LINES;
            if (lines.get(i).style() == Style.BODY && (last || leadsOn(lines.get(i)))) {
                lines.set(i, lines.get(i).as(Style.KEPT));
            }
        }
    }

    private String signed(Words words, Signature signature) {
        var name = signature.name() == null ? HAND : signature.name();
        return words.in(language)
                .replace("{unit}", signature.unit().in(language))
                .replace("{name}", name);
    }

    private String date(@Nullable LocalDate on) {
        if (on == null) {
            return language == Language.ZH ? "　　　　年　　月　　日" : "Date: " + HAND;
        }
        var format = language == Language.ZH
                ? DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.CHINA)
                : DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
        return on.format(format);
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
                runs.add(new Run(
                        part.text(), figure.map(each -> mark(sentence, each)).orElse(null)));
            }
            if (copy == Copy.EVIDENCE && sentence.kind() == Kind.FREE) {
                runs.add(new Run("", language == Language.ZH ? "无凭证" : "no evidence"));
            }
        }
        return new Line(Style.BODY, runs);
    }

    private @Nullable String mark(Sentence sentence, Figure figure) {
        if (copy == Copy.CLEAN) {
            return null;
        }
        int mark = exhibits.size() + 1;
        var caption = topic(sentence, figure) + figure.shown().in(language) + (exact(figure) ? "" : trueNumber(figure));
        exhibits.add(new Exhibit(mark, caption, figure.rules().isEmpty() ? rows(figure) : ruleRows(figure)));
        return Integer.toString(mark);
    }

    /** What the figure is of. */
    private String topic(Sentence sentence, Figure figure) {
        if (!figure.rules().isEmpty()) {
            return language == Language.ZH ? "按规定应开展：" : "Asked for by the rules: ";
        }
        return catalogue.claims().stream()
                .filter(claim -> claim.id().equals(sentence.claim()))
                .flatMap(claim -> name(claim, figure.id()).stream())
                .map(name -> name.in(language) + (language == Language.ZH ? "：" : ": "))
                .findFirst()
                .orElse("");
    }

    /** As a part or a whole is called in the sentence; else as its measure is. */
    private Optional<Words> name(Claim claim, String figure) {
        var parts = claim.parts();
        if (parts != null) {
            var said = parts.each().stream()
                    .filter(piece -> piece.figure().equals(figure))
                    .map(Parts.Piece::names)
                    .findFirst()
                    .orElse(parts.whole());
            if (said.zh().indexOf('{') < 0) {
                return Optional.of(said);
            }
        }
        var measure = claim.figures().stream()
                .filter(each -> each.id().equals(figure))
                .map(Claim.Figure::measure)
                .findFirst()
                .orElse(claim.query().measure());
        return catalogue.measure(measure).map(Measure::names);
    }

    private static boolean exact(Figure figure) {
        return figure.shown().zh().indexOf('余') < 0;
    }

    private String trueNumber(Figure figure) {
        var number = quantity(figure.value(), figure.measureUnit());
        return language == Language.ZH ? "（实际" + number + "）" : " (exactly " + number + ")";
    }

    /** Records that read the same on the same day share a row; an index that nobody could read to its end is cut, and says so. */
    private List<Row> rows(Figure figure) {
        var groups = new LinkedHashMap<String, List<Proof>>();
        for (var proof : figure.records()) {
            var key = proof.date() + "|" + proof.kind() + "|" + content(proof) + "|" + proof.measureUnit();
            groups.computeIfAbsent(key, fresh -> new ArrayList<>()).add(proof);
        }
        var rows = new ArrayList<Row>();
        int room = Math.max(0, MOST_ROWS - listed);
        groups.values().stream().limit(room).map(this::row).forEach(rows::add);
        listed += rows.size();
        int left = groups.size() - rows.size();
        if (left > 0) {
            var more =
                    language == Language.ZH ? "另有" + left + "行，请在系统中查看" : left + " more rows, to be seen in the system";
            rows.add(new Row("…", "…", more, "…"));
        }
        return rows;
    }

    private Row row(List<Proof> same) {
        var first = same.get(0);
        var sum = same.stream().map(Proof::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
        var kind = catalogue
                .kind(first.kind())
                .map(known -> known.names().in(language))
                .orElse(language == Language.ZH ? "记录" : "Record");
        return new Row(day(first.date()), kind, content(first), quantity(sum, first.measureUnit()));
    }

    private String day(LocalDate on) {
        return language == Language.ZH
                ? date(on)
                : on.format(DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH));
    }

    /** What happened, and what it was about where its owner told. */
    private String content(Proof proof) {
        var summary = proof.summary().in(language);
        var topic = topics.getOrDefault(proof.id(), "");
        return topic.isBlank() || summary.contains(topic)
                ? summary
                : summary + (language == Language.ZH ? "：" : ": ") + topic;
    }

    private List<Row> ruleRows(Figure figure) {
        return figure.rules().stream()
                .map(rule -> new Row(
                        "—",
                        language == Language.ZH ? "规则" : "Rule",
                        rules.getOrDefault(rule, UNNAMED).in(language),
                        "—"))
                .toList();
    }

    private String quantity(BigDecimal value, String unit) {
        var number = new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
        var names = catalogue.measureUnit(unit);
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
