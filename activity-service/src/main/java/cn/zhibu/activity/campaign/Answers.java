package cn.zhibu.activity.campaign;

import static cn.zhibu.activity.campaign.CampaignProblem.*;

import cn.zhibu.activity.entry.Entry;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/** What a branch has for a campaign: named records and meetings, or a sentence. One document for both. */
@Document("campaign_answers")
@CompoundIndex(name = "campaign", def = "{'campaign': 1, 'scope.unit': 1}")
record Answers(
        @Id String id,
        Scope scope,
        String campaign,
        List<Answer> given,
        @Version @Nullable Long version) implements Scoped {

    static final int MOST = 200;

    /** @param on the day of what is on record, or on which it was said */
    record Answer(
            String id,
            String point,
            LocalDate on,
            @Nullable String record,
            @Nullable String session,
            @Nullable String sentence,
            Entry by) {

        boolean names(Answer other) {
            return point.equals(other.point)
                    && Objects.equals(record, other.record)
                    && Objects.equals(session, other.session)
                    && Objects.equals(sentence, other.sentence);
        }
    }

    static Answers none(String id, Scope branch, String campaign) {
        return new Answers(id, branch, campaign, List.of(), null);
    }

    /** What is named already is not named again. */
    Change<Answers> give(Answer answer) {
        if (given.stream().anyMatch(one -> one.id().equals(answer.id()) || one.names(answer))) {
            return Change.of(this);
        }
        if (given.size() >= MOST) {
            throw TOO_MANY_CAMPAIGN_ANSWERS.of(MOST);
        }
        return with(Stream.concat(given.stream(), Stream.of(answer)).toList());
    }

    /** What it named stays on record. */
    Change<Answers> takeBack(String answer, String reason) {
        if (given.stream().noneMatch(one -> one.id().equals(answer))) {
            throw CAMPAIGN_ANSWER_NOT_FOUND.of(answer);
        }
        return with(given.stream().filter(one -> !one.id().equals(answer)).toList())
                .because(reason);
    }

    private Change<Answers> with(List<Answer> all) {
        var met = all.stream()
                .map(one -> new CampaignEvent.Met(one.point(), one.on()))
                .toList();
        return Change.of(
                new Answers(id, scope, campaign, List.copyOf(all), version),
                new CampaignEvent.Answered(campaign, scope.unit(), scope.ancestors(), met));
    }
}
