package cn.zhibu.report.report;

import cn.zhibu.catalogue.Claim.Rounding;
import cn.zhibu.catalogue.Claim.Window;
import cn.zhibu.platform.web.Versioned;
import cn.zhibu.report.content.Figure;
import cn.zhibu.report.content.Proof;
import cn.zhibu.report.content.SectionContent;
import cn.zhibu.report.content.Sentence;
import cn.zhibu.report.content.Sentence.Kind;
import cn.zhibu.words.Language;
import cn.zhibu.words.Words;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How reports look on the wire. */
final class ReportView {

    private static final Words FREE_TEXT =
            new Words("由支部撰写，没有记录支撑。", "Written by the branch; no record stands behind it.");
    private static final Words BARE_NUMBER =
            new Words("句中有数字，但没有记录支撑。", "There is a number in it that no record stands behind.");

    private ReportView() {}

    /**
     * A report in a list, or after an act.
     *
     * @param year reported on, or the one in which the term ends
     */
    record Summary(
            String id,
            String unit,
            String template,
            int year,
            LocalDate from,
            LocalDate until,
            Report.State state,
            int round,
            String author,
            @Nullable String submitter,
            @Nullable String returnReason,
            @Nullable Instant submittedAt,
            @Nullable Instant acceptedAt,
            @Nullable String contentHash,
            @Nullable String documentHash,
            @Nullable String evidenceHash,
            long version)
            implements Versioned {

        static Summary of(Report report) {
            var course = report.course();
            var pinned = course.pinned();
            var acceptance = course.acceptance();
            return new Summary(
                    report.id(),
                    report.scope().unit(),
                    report.subject().template(),
                    report.subject().year(),
                    report.subject().period().from(),
                    report.subject().period().until(),
                    course.state(),
                    course.round(),
                    report.subject().author(),
                    course.submitter(),
                    course.reason(),
                    pinned == null ? null : pinned.at(),
                    acceptance == null ? null : acceptance.at(),
                    acceptance == null ? null : acceptance.contentHash(),
                    acceptance == null ? null : acceptance.documentHash(),
                    acceptance == null ? null : acceptance.evidenceHash(),
                    Objects.requireNonNullElse(report.version(), 0L));
        }
    }

    /**
     * A whole report.
     *
     * @param supported share of the sentences, from 0 to 1, that rest on evidence; fixed text does not count, and an expected
     *     section in which nothing stands counts as a sentence without evidence: all is only what is complete
     * @param missing headings of expected sections in which nothing stands; a report is complete only without them
     * @param acts what the caller may do with it now
     */
    record View(
            @JsonUnwrapped Summary report,
            String title,
            BigDecimal supported,
            int supportedSentences,
            int sentencesInAll,
            List<SectionView> sections,
            List<String> missing,
            List<Signing.Act> acts,
            List<Change> changes)
            implements Versioned {

        @Override
        @JsonIgnore
        public long version() {
            return report.version();
        }

        static View of(ReportService.Shown shown, Language language) {
            var report = shown.report();
            var sections = shown.content().sections().stream()
                    .map(section -> SectionView.of(section, report, language))
                    .toList();
            var counted = shown.content().sentences().stream()
                    .filter(sentence -> sentence.kind() != Kind.FIXED)
                    .toList();
            int supported = (int) counted.stream()
                    .filter(sentence -> sentence.kind() == Kind.CLAIM)
                    .count();
            var changes = shown.differences().stream()
                    .map(difference -> Change.of(difference, language))
                    .toList();
            return new View(
                    Summary.of(report),
                    shown.content().title().in(language),
                    share(supported, counted.size() + shown.missing().size()),
                    supported,
                    counted.size(),
                    sections,
                    shown.missing().stream()
                            .map(section -> section.heading(language))
                            .toList(),
                    shown.acts(),
                    changes);
        }

        static BigDecimal share(int part, int all) {
            return all == 0
                    ? BigDecimal.ZERO
                    : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(all), 4, RoundingMode.HALF_UP);
        }
    }

    /** @param text what the branch wrote in this section, as it wrote it */
    record SectionView(
            String id,
            int level,
            @Nullable String title,
            @Nullable String text,
            List<SentenceView> sentences) {

        static SectionView of(SectionContent section, Report report, Language language) {
            return new SectionView(
                    section.id(),
                    section.level(),
                    Words.in(section.title(), language),
                    report.texts().get(section.id()),
                    section.sentences().stream()
                            .map(sentence -> SentenceView.of(sentence, report, language))
                            .toList());
        }
    }

    /**
     * One sentence.
     *
     * @param bareNumber a number stands in it that rests on nothing
     * @param reason why it is not supported
     */
    record SentenceView(
            String id,
            Kind kind,
            int paragraph,
            boolean listed,
            boolean supported,
            boolean bareNumber,
            @Nullable String reason,
            List<PartView> parts,
            List<CommentView> comments) {

        static SentenceView of(Sentence sentence, Report report, Language language) {
            var bare = sentence.kind() == Kind.FREE
                    && sentence.reads(language).chars().anyMatch(Character::isDigit);
            return new SentenceView(
                    sentence.id(),
                    sentence.kind(),
                    sentence.paragraph(),
                    sentence.listed(),
                    sentence.kind() == Kind.CLAIM,
                    bare,
                    sentence.kind() != Kind.FREE ? null : (bare ? BARE_NUMBER : FREE_TEXT).in(language),
                    sentence.text().in(language).stream()
                            .map(part -> new PartView(part.text(), figure(sentence, part.figure(), language)))
                            .toList(),
                    report.comments().stream()
                            .filter(comment -> comment.sentence().equals(sentence.id()))
                            .map(CommentView::of)
                            .toList());
        }

        private static @Nullable FigureView figure(Sentence sentence, @Nullable String id, Language language) {
            return sentence.figures().stream()
                    .filter(figure -> figure.id().equals(id))
                    .findFirst()
                    .map(figure -> FigureView.of(figure, language))
                    .orElse(null);
        }
    }

    record PartView(String text, @Nullable FigureView figure) {}

    /** @param records how many records stand behind it */
    record FigureView(
            String id,
            BigDecimal value,
            String shown,
            String measureUnit,
            String rounding,
            List<String> rules,
            int records) {

        static FigureView of(Figure figure, Language language) {
            return new FigureView(
                    figure.id(),
                    figure.value(),
                    figure.shown().in(language),
                    figure.measureUnit(),
                    figure.rounding().name(),
                    figure.rules(),
                    figure.records().size());
        }
    }

    record CommentView(String id, String sentence, String text, String author, int round, Instant at) {

        static CommentView of(Report.Comment comment) {
            return new CommentView(
                    comment.id(), comment.sentence(), comment.text(), comment.by(), comment.round(), comment.at());
        }
    }

    record Change(
            String sentence,
            Differences.Type kind,
            @Nullable String before,
            @Nullable String after) {

        static Change of(Differences.Difference difference, Language language) {
            return new Change(
                    difference.sentence(),
                    difference.type(),
                    Words.in(difference.before(), language),
                    Words.in(difference.after(), language));
        }
    }

    /** The days that a figure looks at. */
    record Days(Window name, LocalDate from, LocalDate to) {}

    /** What stands behind a figure. */
    record SourcesView(String sentence, FigureView figure, Rounding rounding, Days window, List<SourceView> records) {

        static SourcesView of(ReportService.Cited cited, Language language) {
            var figure = cited.figure();
            return new SourcesView(
                    cited.sentence(),
                    FigureView.of(figure, language),
                    figure.rounding(),
                    new Days(figure.window(), cited.from(), cited.until()),
                    figure.records().stream()
                            .map(proof -> SourceView.of(
                                    proof, cited.measureUnitOf(proof).in(language), language))
                            .toList());
        }
    }

    /** @param sequence version of the record that was counted */
    record SourceView(
            String id,
            String type,
            String kind,
            LocalDate date,
            BigDecimal quantity,
            String measureUnit,
            String summary,
            long sequence) {

        static SourceView of(Proof proof, String measureUnit, Language language) {
            return new SourceView(
                    proof.id(),
                    proof.type(),
                    proof.kind(),
                    proof.date(),
                    proof.quantity(),
                    measureUnit,
                    proof.summary().in(language),
                    proof.sequence());
        }
    }
}
