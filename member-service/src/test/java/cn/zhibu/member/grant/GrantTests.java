package cn.zhibu.member.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Role;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrantTests {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final Scope BUREAU = new Scope("b", List.of("b"));
    private static final Scope BRANCH = new Scope("p", List.of("b", "s", "p"));

    private static Grant held(Role role, Scope scope) {
        return Grant.give("g-" + role, "me", role, scope, List.of(), DAY).state();
    }

    private static void give(Role role, Scope scope, Grant... held) {
        Grant.give("new", "me", role, scope, List.of(held), DAY);
    }

    @Test
    void anAuditorAndAWriterNeverMeetOverTheSameUnit() {
        assertThatThrownBy(() -> give(Role.SECRETARY, BRANCH, held(Role.AUDITOR, BUREAU)))
                .hasMessage("AUDITOR_CHANGES_NOTHING");
        assertThatThrownBy(() -> give(Role.AUDITOR, BUREAU, held(Role.CLERK, BRANCH)))
                .hasMessage("AUDITOR_CHANGES_NOTHING");
        assertThatThrownBy(() -> give(Role.REVIEWER, BUREAU, held(Role.AUDITOR, BRANCH)))
                .hasMessage("AUDITOR_CHANGES_NOTHING");
        give(Role.AUDITOR, new Scope("q", List.of("b", "t", "q")), held(Role.SECRETARY, BRANCH));
        give(Role.MEMBER, BRANCH, held(Role.AUDITOR, BUREAU));
    }

    @Test
    void theSameRoleIsNotGivenTwiceButAgainAfterRevoking() {
        assertThatThrownBy(() -> give(Role.SECRETARY, BRANCH, held(Role.SECRETARY, BUREAU)))
                .hasMessage("ROLE_HELD_ALREADY");
        give(Role.SECRETARY, BUREAU, held(Role.SECRETARY, BRANCH));
        give(
                Role.SECRETARY,
                BRANCH,
                held(Role.SECRETARY, BRANCH).revoke("离任", DAY).state());
    }

    /** What came with a post stands beside what was given by hand, and neither takes the other along. */
    @Test
    void aRoleOfAPostStandsBesideOneByHandAndEndsWithThePostAlone() {
        var post = new Grant.Post("p", "m");
        var byHand = held(Role.SECRETARY, BRANCH);
        var followed = Grant.give("f", "me", Role.SECRETARY, BRANCH, post, List.of(byHand), DAY)
                .state();
        give(Role.SECRETARY, BRANCH, followed);
        assertThatThrownBy(() -> Grant.give("g", "me", Role.SECRETARY, BRANCH, post, List.of(followed), DAY))
                .hasMessage("ROLE_HELD_ALREADY");
        assertThatThrownBy(() ->
                        Grant.give("g", "me", Role.SECRETARY, BRANCH, post, List.of(held(Role.AUDITOR, BUREAU)), DAY))
                .hasMessage("AUDITOR_CHANGES_NOTHING");
        assertThatThrownBy(() -> followed.revoke("试", DAY)).hasMessage("GRANT_FOLLOWS_POST");
        var ended = followed.end(DAY);
        assertThat(ended.events())
                .containsExactly(new GrantEvent.Revoked("f", "me", "SECRETARY", "p", List.of("b", "s", "p"), "POST"));
        assertThat(ended.state().end(DAY).events()).isEmpty();
    }

    @Test
    void aRepeatedCommandDoesNotMeetItself() {
        var first =
                Grant.give("new", "me", Role.SECRETARY, BRANCH, List.of(), DAY).state();
        assertThat(Grant.give("new", "me", Role.SECRETARY, BRANCH, List.of(first), DAY)
                        .state())
                .isEqualTo(first);
    }

    @Test
    void operatorsAreNotMadeHereAndNothingIsRevokedTwice() {
        assertThatThrownBy(() -> give(Role.PLATFORM_OPERATOR, BUREAU)).hasMessage("ROLE_NOT_GIVEN_HERE");
        var revoked = held(Role.CLERK, BRANCH).revoke("离任", DAY).state();
        assertThatThrownBy(() -> revoked.revoke("x", DAY)).hasMessage("GRANT_REVOKED_ALREADY");
    }
}
