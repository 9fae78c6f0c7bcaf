package cn.zhibu.member.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.member.roster.Member.Standing;
import cn.zhibu.member.roster.Member.Status;
import cn.zhibu.platform.change.Scope;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemberTests {

    private static final LocalDate JOINED = LocalDate.of(2020, 9, 1);
    private static final Scope BRANCH = new Scope("p", List.of("b", "p"));
    private static final Member.Person PERSON = new Member.Person("张 华", null, null, null, null, null);

    private static Member member(Status status, LocalDate fullOn) {
        return Member.join("m", BRANCH, PERSON, new Standing(status, JOINED, fullOn, null, null, null), "member:m")
                .state();
    }

    @Test
    void aFullMemberIsOneSinceJoiningAtTheLatest() {
        assertThat(member(Status.FULL, null).standing().fullOn()).isEqualTo(JOINED);
        assertThat(member(Status.FULL, LocalDate.of(2016, 6, 1)).standing().fullOn())
                .isEqualTo(LocalDate.of(2016, 6, 1));
        assertThatThrownBy(() -> member(Status.PROBATIONARY, JOINED)).hasMessage("FULL_DATE_OF_PROBATIONARY");
    }

    @Test
    void onlyAProbationaryMemberIsConvertedAndNotBeforeJoining() {
        var probationary = member(Status.PROBATIONARY, null);
        var full = probationary.convert(LocalDate.of(2021, 9, 1)).state();
        assertThat(full.standing().status()).isEqualTo(Status.FULL);
        assertThatThrownBy(() -> full.convert(LocalDate.of(2022, 1, 1))).hasMessage("NOT_PROBATIONARY");
        assertThatThrownBy(() -> probationary.convert(JOINED.minusDays(1))).hasMessage("BEFORE_JOINING");
    }

    @Test
    void whoHasLeftStaysAsTheyWere() {
        var gone = member(Status.FULL, null)
                .depart(LocalDate.of(2025, 7, 31), "调动")
                .state();
        assertThatThrownBy(() -> gone.depart(LocalDate.of(2025, 8, 1), "x")).hasMessage("MEMBER_DEPARTED");
        assertThatThrownBy(() -> gone.correct(PERSON, gone.standing(), "k")).hasMessage("MEMBER_DEPARTED");
        assertThatThrownBy(() -> member(Status.FULL, null).depart(JOINED.minusDays(1), "x"))
                .hasMessage("BEFORE_JOINING");
    }

    @Test
    void aNameIsFoundByItsPieces() {
        assertThat(member(Status.FULL, null).bigrams()).contains("张", "华", "张华");
        assertThat(Bigrams.first("张 华明")).isEqualTo("张华");
        assertThat(Bigrams.first("华")).isEqualTo("华");
    }

    @Test
    void anIdentityNumberIsCheckedByItsLastCharacterAndMaskedForOthers() {
        assertThat(IdentityNumber.of(" 11010519491231002x ").digits()).isEqualTo("11010519491231002X");
        assertThatThrownBy(() -> IdentityNumber.of("110105194912310021")).hasMessage("IDENTITY_NUMBER_WRONG");
        assertThatThrownBy(() -> IdentityNumber.of("1101")).hasMessage("IDENTITY_NUMBER_WRONG");
        assertThat(IdentityNumber.masked("11010519491231002X")).isEqualTo("11**************2X");
        assertThat(IdentityNumber.of("11010519491231002X").toString()).doesNotContain("1101");
    }

    @Test
    void eventsCarryNoName() {
        var event = Member.join("m", BRANCH, PERSON, new Standing(Status.FULL, JOINED, null, null, null, null), "k")
                .events()
                .get(0);
        assertThat(event.toString()).doesNotContain("张");
    }
}
