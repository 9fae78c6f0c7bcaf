package cn.zhibu.activity.survey;

import cn.zhibu.activity.survey.Answer.State;
import cn.zhibu.activity.survey.Question.Said;
import cn.zhibu.platform.change.Failpoints;
import cn.zhibu.platform.security.Seals;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps answers. They are written past the outbox on purpose: a write of theirs has no event, no account, no key of a
 * command and no version, so that nothing of it can be laid beside a slip or a person.
 */
@Component
class Answers {

    private static final TypeReference<List<Said>> SAID = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ReactiveMongoTemplate mongo;
    private final Seals seals;

    Answers(ReactiveMongoTemplate mongo, Seals seals) {
        this.mongo = mongo;
        this.seals = seals;
    }

    /** Lays places ready, in the order of their ids, which is nobody's. */
    Mono<Void> lay(String questionnaire, Collection<String> ids) {
        var blank = ids.stream()
                .sorted()
                .map(id -> new Answer(id, questionnaire, State.BLANK, false, null, null))
                .toList();
        return mongo.insert(blank, Answer.class).then();
    }

    Mono<Boolean> blank(String id) {
        return mongo.findById(id, Answer.class).map(answer -> answer.state() == State.BLANK);
    }

    /** Fills a place, once; answers whether it holds this sending now. */
    Mono<Boolean> fill(String id, String mark, List<Said> said) {
        var place = Query.query(Criteria.where("_id").is(id).and("state").is(State.BLANK));
        return seals.seal(JSON.writeValueAsString(said), Answer.place(id))
                .map(closed -> new Update()
                        .set("state", State.GIVEN)
                        .set("said", closed)
                        .set("mark", mark))
                .flatMap(filled -> mongo.findAndModify(place, filled, Answer.class))
                .doOnNext(done -> Failpoints.pass("after-answer"))
                .map(done -> true)
                .switchIfEmpty(mongo.findById(id, Answer.class).map(there -> mark.equals(there.mark())))
                .defaultIfEmpty(false);
    }

    /** Keeps what came on paper at these places; at each once, however often it is sent. */
    Mono<Void> keep(String questionnaire, List<String> places, List<List<Said>> papers) {
        return Flux.range(0, papers.size())
                .concatMap(number -> {
                    var id = places.get(number);
                    return seals.seal(JSON.writeValueAsString(papers.get(number)), Answer.place(id))
                            .flatMap(closed -> mongo.upsert(
                                    Query.query(Criteria.where("_id").is(id)),
                                    new Update()
                                            .setOnInsert("questionnaire", questionnaire)
                                            .setOnInsert("state", State.GIVEN)
                                            .setOnInsert("paper", true)
                                            .setOnInsert("said", closed),
                                    Answer.class));
                })
                .then();
    }

    /** Places for a batch of papers; of the same batch the same. */
    static List<String> places(String batch, int papers) {
        return IntStream.range(0, papers)
                .mapToObj(number -> paper(batch, number))
                .toList();
    }

    private static String paper(String batch, int number) {
        return UUID.nameUUIDFromBytes((batch + "/" + number).getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }

    /** Takes away the places that nobody has filled; answers how many. From then on none can be filled. */
    Mono<Integer> clear(String questionnaire) {
        return count(questionnaire, State.BLANK, false)
                .delayUntil(gone -> mongo.remove(of(questionnaire, State.BLANK, false), Answer.class))
                .map(Long::intValue);
    }

    /** Takes away what was typed in of a paper. */
    Mono<Void> drop(String place) {
        return mongo.remove(Query.query(Criteria.where("_id").is(place)), Answer.class)
                .then();
    }

    /** Takes away what a crash has left of papers that do not count. */
    Mono<Void> dropOthers(String questionnaire, Set<String> places) {
        return mongo.find(of(questionnaire, State.GIVEN, true), Answer.class)
                .map(Answer::id)
                .filter(id -> !places.contains(id))
                .concatMap(this::drop)
                .then();
    }

    Mono<Long> count(String questionnaire, State state, boolean paper) {
        return mongo.count(of(questionnaire, state, paper), Answer.class);
    }

    /**
     * What was said, one after the other and in nobody's order.
     *
     * @param papers places of those that count
     */
    Flux<List<Said>> said(String questionnaire, Set<String> papers) {
        var given =
                Criteria.where("questionnaire").is(questionnaire).and("state").is(State.GIVEN);
        return mongo.find(Query.query(given), Answer.class)
                .filter(answer -> !answer.paper() || papers.contains(answer.id()))
                .concatMap(answer -> Mono.justOrEmpty(answer.said())
                        .flatMap(closed -> seals.open(closed, Answer.place(answer.id()))))
                .map(text -> JSON.readValue(text, SAID));
    }

    private static Query of(String questionnaire, State state, boolean paper) {
        return Query.query(Criteria.where("questionnaire")
                .is(questionnaire)
                .and("state")
                .is(state)
                .and("paper")
                .is(paper));
    }
}
