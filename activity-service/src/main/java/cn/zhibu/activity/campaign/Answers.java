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
import org.springframework.data.mongodb.core.index.CompoundIndexes;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What a branch has for a campaign: named records and meetings, or a sentence. One document for both.
 *
 * @param names the records and meetings that are named, for whoever asks where one is
 */
@Document("campaign_answers")
@CompoundIndexes({
    @CompoundIndex(name = "campaign", def = "{'campaign': 1, 'scope.unit': 1}"),
    @CompoundIndex(name = "names", def = "{'names': 1}")
})
record Answers(
        @Id String id,
        Scope scope,
        String campaign,
        List<Answer> given,
        List<String> names,
        @Version @Nullable Long version)
        implements Scoped {

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

        private Stream<String> named() {
            return Stream.of(record, session).filter(Objects::nonNull).map(Objects::requireNonNull);
        }

        private Answer on(LocalDate day) {
            return new Answer(id, point, day, record, session, sentence, by);
        }

        boolean names(Answer other) {
            return point.equals(other.point)
                    && Objects.equals(record, other.record)
                    && Objects.equals(session, other.session)
                    && Objects.equals(sentence, other.sentence);
        }
    }

    static Answers none(String id, Scope branch, String campaign) {
        return new Answers(id, branch, campaign, List.of(), List.of(), null);
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
            throw CAMPAIGN_ANSWER_TAKEN_BACK.of(answer);
        }
        return with(given.stream().filter(one -> !one.id().equals(answer)).toList())
                .because(reason);
    }

    /** What it named was withdrawn: it is met by that no more. */
    Change<Answers> without(String named) {
        var left = given.stream()
                .filter(one -> one.named().noneMatch(named::equals))
                .toList();
        return left.size() == given.size() ? Change.of(this) : with(left);
    }

    /** What it named is of another day. */
    Change<Answers> moved(String named, LocalDate day) {
        var moved = given.stream()
                .map(one -> one.named().anyMatch(named::equals) ? one.on(day) : one)
                .toList();
        return moved.equals(given) ? Change.of(this) : with(moved);
    }

    private Change<Answers> with(List<Answer> all) {
        var met = all.stream()
                .map(one -> new CampaignEvent.Met(one.point(), one.on()))
                .toList();
        return Change.of(
                new Answers(
                        id,
                        scope,
                        campaign,
                        List.copyOf(all),
                        all.stream().flatMap(Answer::named).distinct().toList(),
                        version),
                new CampaignEvent.Answered(campaign, scope.unit(), scope.ancestors(), met));
    }
}
