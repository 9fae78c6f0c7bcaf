package cn.zhibu.directory;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.directory.Committee.Seat;
import cn.zhibu.directory.Outcome.Result;
import cn.zhibu.directory.Outcome.Why;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.rules.RuleService;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every majority over every size from nobody to sixty, reckoned here in another way than by shares. */
class MajorityTests {

    private static final LocalDate DAY = LocalDate.of(2025, 3, 12);
    private static final LocalDate BEGAN = LocalDate.of(2019, 1, 1);
    private static final int MOST = 60;

    private final RuleService rules = RuleService.onClassPath();
    private final QuorumService quorums = new QuorumService(rules);

    private static List<String> people(int count) {
        return IntStream.range(0, count).mapToObj(i -> "m" + i).toList();
    }

    /** So many full members, and one on probation who never counts; as many seats as full members. */
    private static Shape shape(int full) {
        var unit = new Unit("b", "t", "BRANCH", new Scope("b", List.of("t", "b")), null, null, BEGAN, null, null);
        var members = IntStream.rangeClosed(0, full)
                .mapToObj(i -> new Membership("m" + i, "m" + i, "b", BEGAN, null, i < full ? BEGAN : null, List.of()))
                .toList();
        var seats = people(full).stream()
                .map(person -> new Seat(person, "OTHER", BEGAN, null))
                .toList();
        return new Shape(unit, List.of(new Committee("c", "b", BEGAN, 9, seats)), List.of(), members);
    }

    private Outcome decide(String decision, String form, int size, int present, Integer approve) {
        return quorums.decide(
                rules.decision(decision).orElseThrow(),
                List.of(form),
                shape(size),
                DAY,
                people(size),
                people(present),
                approve);
    }

    private void holds(String decision, String form, String rule, Enough there, Enough inFavour) {
        for (int size = 0; size <= MOST; size++) {
            for (int present = 0; present <= size; present++) {
                for (int approve = 0; approve <= present; approve++) {
                    var outcome = decide(decision, form, size, present, approve);
                    var where = rule + ": " + approve + " of " + present + " of " + size;
                    if (size == 0 || !there.enough(present, size)) {
                        assertThat(outcome.why()).as(where).isEqualTo(Why.INQUORATE);
                        assertThat(outcome.result()).as(where).isEqualTo(Result.UNDECIDABLE);
                    } else {
                        var passed = inFavour.enough(approve, size);
                        assertThat(outcome.result()).as(where).isEqualTo(passed ? Result.PASSED : Result.NOT_PASSED);
                        assertThat(outcome.rule().id()).isEqualTo(rule);
                        assertThat(approve >= outcome.needed()).as(where).isEqualTo(passed);
                    }
                }
            }
        }
    }

    private interface Enough {
        boolean enough(int part, int whole);
    }

    @Test
    void theAssemblyTakesMoreThanHalfOfThoseWhoShouldAttendAndHalfOfThemThereBr07() {
        holds(
                "hear-report",
                "BRANCH_ASSEMBLY",
                "BR-07",
                (part, all) -> part + part >= all,
                (part, all) -> part > all - part);
    }

    @Test
    void anElectionTakesFourFifthsThereAndMoreThanHalfEl09El20() {
        holds(
                "elect",
                "BRANCH_ASSEMBLY",
                "EL-20",
                (part, all) -> part >= Math.ceil(0.8 * all),
                (part, all) -> part > all / 2.0);
    }

    @ParameterizedTest
    @CsvSource({"7,6", "10,8", "15,12", "16,13", "31,25"})
    void theQuorumOfAnElectionAsInTheRuleEl09(int voters, int needed) {
        assertThat(decide("elect", "BRANCH_ASSEMBLY", voters, needed, 0).result())
                .isEqualTo(Result.NOT_PASSED);
        var missed = decide("elect", "BRANCH_ASSEMBLY", voters, needed - 1, 0);
        assertThat(missed.why()).isEqualTo(Why.INQUORATE);
        assertThat(missed.needed()).isEqualTo(needed);
    }

    @Test
    void anAdmissionTakesMoreThanHalfThereAndMoreThanHalfInFavourDm15() {
        holds("admit", "BRANCH_ASSEMBLY", "DM-15", (part, all) -> part > all - part, (part, all) -> part > all - part);
    }

    @Test
    void theCommitteeTakesHalfThereAndMoreThanHalfInFavourBr10() {
        holds(
                "prepare",
                "COMMITTEE_MEETING",
                "CM-01",
                (part, all) -> part + part >= all,
                (part, all) -> part > all - part);
    }

    @Test
    void anAppointmentTakesTwoThirdsThereSc02() {
        holds(
                "appoint",
                "COMMITTEE_MEETING",
                "SC-02",
                (part, all) -> 3 * part >= 2 * all,
                (part, all) -> part > all - part);
    }

    @Test
    void everyDecisionCanBeTakenByTheFormsItIsAPowerOf() {
        for (var decision : rules.decisions()) {
            for (var form : decision.forms()) {
                assertThat(decide(decision.id(), form, 9, 9, 9).result())
                        .as(decision.id() + " in " + form)
                        .isEqualTo(Result.PASSED);
                assertThat(decide(decision.id(), form, 9, 9, null).why()).isEqualTo(Why.NO_VOTES);
            }
            assertThat(decide(decision.id(), "PARTY_LECTURE", 9, 9, 9).why()).isEqualTo(Why.NOT_ITS_POWER);
        }
    }

    @Test
    void beforeARuleWasInForceNothingIsSaid() {
        var outcome = quorums.decide(
                rules.decision("elect").orElseThrow(),
                List.of("BRANCH_ASSEMBLY"),
                shape(9),
                LocalDate.of(2017, 5, 1),
                people(9),
                people(9),
                9);
        assertThat(outcome.why()).isEqualTo(Why.NO_RULE);
    }
}
