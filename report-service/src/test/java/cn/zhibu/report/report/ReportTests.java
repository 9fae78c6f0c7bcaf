package cn.zhibu.report.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.directory.Committee;
import cn.zhibu.directory.Shape;
import cn.zhibu.directory.Unit;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.process.problem.Problem;
import cn.zhibu.report.content.Period;
import cn.zhibu.report.report.Report.Acceptance;
import cn.zhibu.report.report.Report.Comment;
import cn.zhibu.report.report.Report.Reviewer;
import cn.zhibu.report.report.Report.Snapshot;
import cn.zhibu.report.report.Report.State;
import cn.zhibu.report.report.Report.Subject;
import cn.zhibu.report.template.Copy;
import cn.zhibu.report.writing.Edition;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way of a report through the review: every decision, every refusal (DB-01 to DB-05). */
class ReportTests {

    private static final Scope SCOPE = new Scope("branch", List.of("bureau", "branch"));
    private static final Instant NOW = Instant.parse("2026-01-15T02:00:00Z");
    private static final Reviewer REVIEWER = new Reviewer("reviewer", false);
    private static final Set<String> SENTENCES = Set.of("org-life", "opinions-heard");

    private static Report draft() {
        return Report.open("r", SCOPE, Subject.ofYear("debriefing", 2025, "author"))
                .state();
    }

    private static Snapshot snapshot() {
        return new Snapshot("{}", Map.of("debriefing", 1, "branch-work", 1), NOW);
    }

    private static Report submitted() {
        return draft().submit("submitter", snapshot(), true).state();
    }

    private static Comment comment(String sentence) {
        return new Comment("c", sentence, "请补充", "reviewer", 1, NOW);
    }

    private static Acceptance acceptance() {
        return new Acceptance("a".repeat(64), "b".repeat(64), "c".repeat(64), "reviewer", NOW);
    }

    private static void refused(ReportProblem problem, ThrowingCallable decision) {
        assertThatThrownBy(decision)
                .isInstanceOfSatisfying(
                        Problem.class, refusal -> assertThat(refusal.type()).isEqualTo(problem));
    }

    @Test
    void aDraftIsOpenedWithItsEvent() {
        var change = Report.open("r", SCOPE, Subject.ofYear("debriefing", 2025, "author"));
        assertThat(change.state().course().state()).isEqualTo(State.DRAFT);
        assertThat(change.state().course().round()).isZero();
        assertThat(change.events())
                .containsExactly(
                        new ReportEvent.Opened("r", "branch", SCOPE.ancestors(), "debriefing", 2025, "author", null));
    }

    @Test
    void aReportOnATermNamesTheCommitteeAndTheYearItEndsIn() {
        var term = new Report.Term("c", LocalDate.of(2022, 9, 1), LocalDate.of(2025, 8, 31), 3);
        var change = Report.open("r", SCOPE, new Subject("election", 2025, "author", term));
        assertThat(change.events())
                .containsExactly(
                        new ReportEvent.Opened("r", "branch", SCOPE.ancestors(), "election", 2025, "author", "c"));
        assertThat(change.state().subject().period()).isEqualTo(new Period(term.from(), term.until(), 3));
        assertThat(draft().subject().period()).isEqualTo(Period.year(2025));
    }

    @Test
    void aTermLastsItsYearsUnlessTheNextCommitteeCameBefore() {
        var branch = new Unit("branch", null, "BRANCH", SCOPE, null, null, LocalDate.EPOCH, null, null);
        var shape = new Shape(
                branch,
                List.of(
                        new Committee("second", "b", LocalDate.of(2021, 3, 15), 3, List.of()),
                        new Committee("first", "b", LocalDate.of(2018, 9, 1), 3, List.of()),
                        new Committee("third", "b", LocalDate.of(2024, 5, 6), 5, List.of())),
                List.of(),
                List.of());
        assertThat(Drafts.terms(shape))
                .containsExactly(
                        new Report.Term("third", LocalDate.of(2024, 5, 6), LocalDate.of(2029, 5, 5), 5),
                        new Report.Term("second", LocalDate.of(2021, 3, 15), LocalDate.of(2024, 3, 14), 3),
                        new Report.Term("first", LocalDate.of(2018, 9, 1), LocalDate.of(2021, 3, 14), 3));
    }

    private static Edition edition(String id, String text) {
        return new Edition(id, "r", "growth", text, "author", NOW);
    }

    @Test
    void aTextIsWrittenChangedAndTakenAwayAndEachTimeSaidWithoutItsWords() {
        var first = edition("e1", "教研有成。");
        var written = draft().write("growth", null, first);
        assertThat(written.state().texts()).containsEntry("growth", "教研有成。");
        assertThat(written.events())
                .containsExactly(new ReportEvent.Written(
                        "r",
                        "branch",
                        SCOPE.ancestors(),
                        2025,
                        "debriefing",
                        "growth",
                        null,
                        null,
                        null,
                        "e1",
                        5,
                        first.digest()));
        assertThat(written.state().changes("growth", " 教研有成。\n")).isFalse();
        assertThat(written.state().changes("growth", "")).isTrue();
        var gone = written.state().write("growth", first, null);
        assertThat(gone.state().texts()).isEmpty();
        assertThat(gone.events()).singleElement().satisfies(event -> {
            assertThat(((ReportEvent.Written) event).before()).isEqualTo("e1");
            assertThat(((ReportEvent.Written) event).after()).isNull();
            assertThat(event.toString()).doesNotContain("教研");
        });
    }

    @Test
    void equalTextsDoNotShowAsEqual() {
        assertThat(edition("e1", "张三").digest())
                .isNotEqualTo(edition("e2", "张三").digest());
    }

    @Test
    void anOlderReportHasOnePaperForBothCopies() {
        var old = new Acceptance("a".repeat(64), "b".repeat(64), null, "reviewer", NOW);
        assertThat(old.paper(Copy.EVIDENCE)).isEqualTo("b".repeat(64));
        assertThat(acceptance().paper(Copy.EVIDENCE)).isEqualTo("c".repeat(64));
        assertThat(acceptance().paper(Copy.CLEAN)).isEqualTo("b".repeat(64));
    }

    @Test
    void submissionPinsTheContentAndCountsTheRound() {
        var change = draft().submit("submitter", snapshot(), true);
        assertThat(change.state().course().state()).isEqualTo(State.SUBMITTED);
        assertThat(change.state().course().pinned()).isEqualTo(snapshot());
        assertThat(change.events())
                .containsExactly(
                        new ReportEvent.Submitted("r", "branch", SCOPE.ancestors(), 2025, 1, "author", "debriefing"));
    }

    @Test
    void aReportWithoutEvidenceIsNotSubmitted() {
        refused(ReportProblem.NOTHING_WITH_EVIDENCE, () -> draft().submit("submitter", snapshot(), false));
    }

    @Test
    void whatIsSubmittedIsNoLongerTheBranchesToChange() {
        refused(ReportProblem.REPORT_NOT_OPEN, () -> submitted().write("growth", null, edition("e", "x")));
        refused(ReportProblem.REPORT_NOT_OPEN, () -> submitted().submit("submitter", snapshot(), true));
    }

    @Test
    void aCommentHangsOnASentenceThatWasSubmitted() {
        var change = submitted().comment(comment("org-life"), SENTENCES, REVIEWER);
        assertThat(change.state().comments()).containsExactly(comment("org-life"));
        assertThat(change.events())
                .containsExactly(new ReportEvent.Commented(
                        "r", "branch", SCOPE.ancestors(), 2025, "c", "org-life", "debriefing"));
        refused(ReportProblem.SENTENCE_NOT_FOUND, () -> submitted().comment(comment("elsewhere"), SENTENCES, REVIEWER));
    }

    @Test
    void aReturnedReportIsTheBranchesAgainAndItsNextSubmissionIsTheSecondRound() {
        var change = submitted().giveBack("数字不清", REVIEWER);
        var returned = change.state();
        assertThat(returned.course().state()).isEqualTo(State.RETURNED);
        assertThat(returned.course().reason()).isEqualTo("数字不清");
        assertThat(returned.course().pinned()).as("kept, to show what changes").isNotNull();
        assertThat(change.events())
                .containsExactly(
                        new ReportEvent.Returned("r", "branch", SCOPE.ancestors(), 2025, 1, "author", "debriefing"));
        var again = returned.write("growth", null, edition("e", "已补充"))
                .state()
                .submit("submitter", snapshot(), true)
                .state();
        assertThat(again.course().round()).isEqualTo(2);
        assertThat(again.course().reason()).isNull();
    }

    @Test
    void acceptanceSealsBothHashesForGood() {
        var change = submitted().accept(acceptance(), REVIEWER);
        var accepted = change.state();
        assertThat(accepted.course().state()).isEqualTo(State.ACCEPTED);
        assertThat(accepted.course().acceptance()).isEqualTo(acceptance());
        assertThat(change.events())
                .containsExactly(new ReportEvent.Accepted(
                        "r",
                        "branch",
                        SCOPE.ancestors(),
                        2025,
                        "a".repeat(64),
                        "b".repeat(64),
                        "c".repeat(64),
                        "author",
                        "debriefing"));
        refused(ReportProblem.NOT_SUBMITTED, () -> accepted.accept(acceptance(), REVIEWER));
        refused(ReportProblem.NOT_SUBMITTED, () -> accepted.giveBack("x", REVIEWER));
        refused(ReportProblem.REPORT_NOT_OPEN, () -> accepted.write("growth", null, edition("e", "x")));
    }

    @Test
    void aDraftIsNotReviewed() {
        refused(ReportProblem.NOT_SUBMITTED, () -> draft().giveBack("x", REVIEWER));
        refused(ReportProblem.NOT_SUBMITTED, () -> draft().accept(acceptance(), REVIEWER));
        refused(ReportProblem.NOT_SUBMITTED, () -> draft().comment(comment("org-life"), SENTENCES, REVIEWER));
    }

    @ParameterizedTest
    @CsvSource({"author, false", "submitter, false", "reviewer, true"})
    void theReviewerIsNeverTheAuthorNorTheSubmitterNorWhoEntersThere(String account, boolean entersHere) {
        var partial = new Reviewer(account, entersHere);
        refused(ReportProblem.REVIEWER_NOT_INDEPENDENT, () -> submitted().accept(acceptance(), partial));
        refused(ReportProblem.REVIEWER_NOT_INDEPENDENT, () -> submitted().giveBack("x", partial));
        refused(
                ReportProblem.REVIEWER_NOT_INDEPENDENT,
                () -> submitted().comment(comment("org-life"), SENTENCES, partial));
    }
}
