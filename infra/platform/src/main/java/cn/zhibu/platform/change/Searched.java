package cn.zhibu.platform.change;

import cn.zhibu.platform.input.InputFault;
import cn.zhibu.platform.input.SearchWords;
import cn.zhibu.platform.problem.PlatformProblem;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A state that is found by its words. The pieces of its texts ({@link SearchWords}) are written with it, in the same write, into
 * {@link #WORDS}; its collection has an index that begins with that field and goes on with the order of its list.
 */
public interface Searched {

    /** The field of the pieces; name it so in the index. */
    String WORDS = "_words";

    /** What a search may find it by: texts that everybody who sees it in a list may read, and nothing sealed. */
    Collection<String> texts();

    /** Least characters of Chinese that are looked for. */
    int SHORTEST = 2;

    /** As many entries are counted, to begin with the rarest piece. */
    int COUNTED = 500;

    /** Most pieces that are counted; further ones are only looked at. */
    int WEIGHED = 8;

    /**
     * What finds of all that meets a condition what has every piece of what was typed; the condition as it is where nothing was.
     *
     * @throws cn.zhibu.process.problem.Problem {@code UNREADABLE_PARAMETER} at {@code /words} where nothing can be looked for, as
     *     by a single Chinese character
     */
    static Mono<Criteria> narrowed(
            Criteria condition, @Nullable String typed, Class<?> type, ReactiveMongoOperations mongo) {
        if (typed == null || typed.isBlank()) {
            return Mono.just(condition);
        }
        var pieces = SearchWords.of(List.of(typed));
        if (pieces.isEmpty()) {
            return Mono.error(() -> PlatformProblem.parameter("words", new InputFault("TOO_SHORT", SHORTEST)));
        }
        var rarestFirst = pieces.size() == 1 ? Mono.just(pieces) : rarestFirst(pieces, type, mongo);
        return rarestFirst.map(all -> new Criteria()
                .andOperator(Stream.concat(
                                Stream.of(condition),
                                all.stream().map(piece -> Criteria.where(WORDS).is(piece)))
                        .toList()));
    }

    private static Mono<List<String>> rarestFirst(List<String> pieces, Class<?> type, ReactiveMongoOperations mongo) {
        int weighed = Math.min(WEIGHED, pieces.size());
        return Flux.fromIterable(pieces.subList(0, weighed))
                .concatMap(piece -> mongo.count(new Query(Criteria.where(WORDS).is(piece)).limit(COUNTED), type)
                        .map(entries -> new Weighed(piece, entries)))
                .sort(Comparator.comparingLong(Weighed::entries))
                .map(Weighed::piece)
                .concatWith(Flux.fromIterable(pieces.subList(weighed, pieces.size())))
                .collectList();
    }

    /** A piece and how many have it, as far as they are counted. */
    record Weighed(String piece, long entries) {}
}
