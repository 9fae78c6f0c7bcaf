package cn.zhibu.report.report;

import static cn.zhibu.report.fact.FactFixtures.CATALOGUE;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.platform.change.Scope;
import cn.zhibu.report.claim.KindergartenFixtures;
import cn.zhibu.report.claim.PrimarySchoolFixtures;
import cn.zhibu.report.content.Content;
import cn.zhibu.report.content.SectionContent;
import cn.zhibu.report.content.Sentence;
import cn.zhibu.report.content.Sentence.Kind;
import cn.zhibu.report.report.Differences.Type;
import cn.zhibu.report.report.Report.Snapshot;
import cn.zhibu.report.report.Report.Subject;
import cn.zhibu.words.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is pinned can be read back word for word, hashes the same, and shows what has changed since. */
class ContentTests {

    private static final Content REPORT = KindergartenFixtures.report();

    private static Content changed(String id, UnaryOperator<Sentence> change) {
        var sections = REPORT.sections().stream()
                .map(section -> new SectionContent(
                        section.id(),
                        section.level(),
                        section.title(),
                        section.sentences().stream()
                                .map(sentence -> sentence.id().equals(id) ? change.apply(sentence) : sentence)
                                .toList()))
                .toList();
        return new Content(REPORT.title(), sections);
    }

    private static Content without(String id) {
        var sections = REPORT.sections().stream()
                .map(section -> new SectionContent(
                        section.id(),
                        section.level(),
                        section.title(),
                        section.sentences().stream()
                                .filter(sentence -> !sentence.id().equals(id))
                                .toList()))
                .toList();
        return new Content(REPORT.title(), sections);
    }

    @Test
    void thePinnedContentIsReadBackAsItWas() {
        var text = Canonical.of(REPORT);
        assertThat(Canonical.of(Canonical.read(text))).isEqualTo(text);
        assertThat(Canonical.read(text)).isEqualTo(REPORT);
        assertThat(Differences.between(REPORT, Canonical.read(text))).isEmpty();
    }

    @Test
    void equalContentsHaveEqualHashesAndAnyChangeAnother() {
        var report = Report.open("r", new Scope("b", List.of("b")), Subject.ofYear("debriefing", 2025, "a"))
                .state();
        var versions = Map.of("debriefing", 1, "branch-work", 1);
        var first = Canonical.hash(report, new Snapshot(Canonical.of(REPORT), versions, Instant.EPOCH));
        var later = Canonical.hash(
                report, new Snapshot(Canonical.of(KindergartenFixtures.report()), versions, Instant.MAX));
        assertThat(first).matches("[0-9a-f]{64}").isEqualTo(later);
        assertThat(Canonical.hash(report, new Snapshot(Canonical.of(without("org-life")), versions, Instant.EPOCH)))
                .isNotEqualTo(first);
        assertThat(Canonical.hash(
                        report,
                        new Snapshot(Canonical.of(REPORT), Map.of("debriefing", 2, "branch-work", 1), Instant.EPOCH)))
                .isNotEqualTo(first);
    }

    @Test
    void theReportOfATermIsPinnedReadBackAndHashedWithItsTerm() {
        var content = PrimarySchoolFixtures.report();
        assertThat(Canonical.read(Canonical.of(content))).isEqualTo(content);
        var snapshot = new Snapshot(Canonical.of(content), Map.of("election", 1), Instant.EPOCH);
        var hashes = Stream.of("2025-08-31", "2025-08-30")
                .map(until -> new Report.Term("c", LocalDate.of(2022, 9, 1), LocalDate.parse(until), 3))
                .map(term -> new Subject("election", 2025, "a", term))
                .map(subject -> Report.open("r", new Scope("b", List.of("b")), subject))
                .map(opened -> Canonical.hash(opened.state(), snapshot))
                .toList();
        assertThat(hashes).doesNotHaveDuplicates().allMatch(hash -> hash.matches("[0-9a-f]{64}"));
    }

    @Test
    void aSentenceThatIsGoneNewOrDifferentIsNamed() {
        assertThat(Differences.between(REPORT, without("org-life")))
                .singleElement()
                .satisfies(difference -> {
                    assertThat(difference.sentence()).isEqualTo("org-life");
                    assertThat(difference.type()).isEqualTo(Type.REMOVED);
                    assertThat(difference.after()).isNull();
                });
        assertThat(Differences.between(without("org-life"), REPORT))
                .singleElement()
                .extracting(Differences.Difference::type)
                .isEqualTo(Type.ADDED);
        var other = claimed("org-life", "实际开展34次。", "34 held.");
        assertThat(Differences.between(REPORT, changed("org-life", old -> other)))
                .singleElement()
                .satisfies(difference -> {
                    assertThat(difference.type()).isEqualTo(Type.CHANGED);
                    assertThat(difference.after()).isEqualTo(new Words("实际开展34次。", "34 held."));
                });
    }

    private static Sentence claimed(String id, String zh, String en) {
        var text = new Sentence.Text(List.of(Sentence.Part.text(zh)), List.of(Sentence.Part.text(en)));
        return new Sentence(id, Sentence.Kind.CLAIM, null, text, List.of(), 1, false);
    }

    @Test
    void otherSourcesUnderTheSameWordsIsNamedToo() {
        var weaker = changed(
                "class-visits-made",
                old -> new Sentence(
                        old.id(), old.kind(), old.claim(), old.text(), List.of(), old.paragraph(), old.listed()));
        assertThat(Differences.between(REPORT, weaker))
                .singleElement()
                .extracting(Differences.Difference::type)
                .isEqualTo(Type.SOURCES);
    }

    @Test
    void fixedWordsAreNoDifference() {
        assertThat(Differences.between(REPORT, without("opening.fixed-0"))).isEmpty();
    }

    @Test
    void freeTextStandsAtTheEndOfItsSectionLineByLineAndOpensAnEmptyOne() {
        var outline = CATALOGUE.outline("debriefing").orElseThrow();
        var content = Drafts.withTexts(REPORT, outline, Map.of("growth", "第一段。\n\n第二段。", "conduct", "已公开3次。"));
        var growth = content.sections().stream()
                .filter(section -> section.id().equals("growth"))
                .findFirst()
                .orElseThrow();
        var free = growth.sentences().stream()
                .filter(sentence -> sentence.kind() == Kind.FREE)
                .toList();
        assertThat(free).extracting(Sentence::id).containsExactly("growth.text-1", "growth.text-2");
        assertThat(free.get(1).paragraph()).isGreaterThan(free.get(0).paragraph());
        assertThat(REPORT.sections()).noneMatch(section -> section.id().equals("conduct"));
        assertThat(content.sections()).anyMatch(section -> section.id().equals("conduct"));
    }
}
