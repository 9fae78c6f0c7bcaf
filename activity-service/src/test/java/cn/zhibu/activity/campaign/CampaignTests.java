package cn.zhibu.activity.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.activity.campaign.Answers.Answer;
import cn.zhibu.activity.campaign.Campaign.Body;
import cn.zhibu.activity.campaign.Campaign.Point;
import cn.zhibu.activity.entry.Entry;
import cn.zhibu.platform.change.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class CampaignTests {

    private static final LocalDate FROM = LocalDate.of(2025, 3, 1);
    private static final LocalDate UNTIL = LocalDate.of(2025, 11, 30);
    private static final Entry NOW = new Entry(Instant.EPOCH, "rev");
    private static final Scope BUREAU = new Scope("b", List.of("b"));

    private static Body body(LocalDate due) {
        var point = new Point("c.1", "集中学习", due, null, "BRANCH_ASSEMBLY");
        return new Body("学习教育", "部署文件", FROM, UNTIL, List.of(), List.of(point));
    }

    private static Campaign published() {
        return Campaign.publish("c", BUREAU, body(UNTIL), NOW).state();
    }

    private static Answer answer(String id, String session) {
        return new Answer(id, "c.1", FROM, null, session, null, NOW);
    }

    @Test
    void itsDaysLieWithinIt() {
        assertThatThrownBy(() -> Campaign.publish("c", BUREAU, body(UNTIL.plusDays(1)), NOW))
                .hasMessage("CAMPAIGN_DAYS_OUTSIDE");
    }

    @Test
    void itIsExtendedAndTheDayItHadIsKept() {
        var longer = published().extend(UNTIL.plusDays(31), "延长", NOW).state();
        assertThat(longer.extended()).extracting(Campaign.Extended::until).containsExactly(UNTIL);
        assertThatThrownBy(() -> longer.extend(UNTIL, "缩短", NOW)).hasMessage("CAMPAIGN_NOT_LONGER");
        assertThat(longer.extend(UNTIL.plusDays(31), "再说", NOW).state()).isSameAs(longer);
    }

    @Test
    void whatIsWithdrawnAsksForNothingAnyMore() {
        var withdrawn = published().withdraw("另行部署").state();
        assertThat(withdrawn.withdraw("再说").state()).isSameAs(withdrawn);
        assertThatThrownBy(withdrawn::refuseIfWithdrawn).hasMessage("CAMPAIGN_WITHDRAWN");
        assertThatThrownBy(() -> published().point("c.9")).hasMessage("CAMPAIGN_POINT_NOT_FOUND");
    }

    @Test
    void whatIsNamedAlreadyIsNotNamedAgain() {
        var none = Answers.none("a", new Scope("p", List.of("b", "p")), "c");
        var given = none.give(answer("1", "s")).state();
        assertThat(given.give(answer("2", "s")).state()).isSameAs(given);
        assertThat(given.give(answer("1", "t")).state()).isSameAs(given);
        var taken = given.takeBack("1", "误选");
        assertThat(taken.state().given()).isEmpty();
        assertThat(((CampaignEvent.Answered) taken.events().get(0)).met()).isEmpty();
        assertThatThrownBy(() -> given.takeBack("9", "误选")).hasMessage("CAMPAIGN_ANSWER_TAKEN_BACK");
    }
}
