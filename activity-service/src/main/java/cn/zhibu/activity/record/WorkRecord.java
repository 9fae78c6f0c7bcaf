package cn.zhibu.activity.record;

import static cn.zhibu.activity.record.RecordProblem.RECORD_WITHDRAWN;

import cn.zhibu.activity.entry.Entry;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import cn.zhibu.platform.change.Searched;
import cn.zhibu.platform.security.Sealed;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.CompoundIndexes;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * Something that happened, written once, owned by one branch. Correcting adds a version, withdrawing a tombstone; nothing
 * is ever removed.
 *
 * @param giving its other side; null where it has none
 */
@Document("records")
@CompoundIndexes({
    @CompoundIndex(name = "newest", def = "{'scope.ancestors': 1, 'body.date': -1, '_id': -1, 'state.withdrawn': 1}"),
    @CompoundIndex(
            name = "kinds",
            def = "{'kind': 1, 'scope.ancestors': 1, 'body.date': -1, '_id': -1, 'state.withdrawn': 1}"),
    @CompoundIndex(name = "words", def = "{'_words': 1, 'body.date': -1, '_id': -1, 'state.withdrawn': 1}"),
    @CompoundIndex(name = "turn", def = "{'giving.turn': 1, 'body.date': -1, '_id': -1}"),
    @CompoundIndex(
            name = "received",
            def = "{'giving.other.ancestors': 1, 'body.date': -1, '_id': -1, 'state.withdrawn': 1}")
})
record WorkRecord(
        @Id String id,
        Scope scope,
        String kind,
        int kindVersion,
        Body body,
        State state,
        @Nullable Giving giving,
        @Version @Nullable Long version)
        implements Scoped, Searched {

    /**
     * What was written.
     *
     * @param date of the event, in China
     * @param values by field id; public and internal ones only
     * @param restricted sealed texts by field id; they stay in this service
     * @param about ids of units or members whom it concerns; gives no access
     * @param evidence ids of attached files
     * @param persons in the place of a person's name, by field id, what tells the person from others; says nobody's name
     */
    record Body(
            LocalDate date,
            Map<String, Object> values,
            Map<String, Sealed> restricted,
            List<String> about,
            @Nullable List<String> evidence,
            @Nullable Map<String, String> persons) {

        List<String> files() {
            return evidence == null ? List.of() : evidence;
        }

        /** What may be told elsewhere: values without restricted texts, persons by their marks. */
        Map<String, Object> told() {
            if (persons == null || persons.isEmpty()) {
                return values;
            }
            var told = new LinkedHashMap<>(values);
            told.putAll(persons);
            return told;
        }

        /** Whether another one says the same, however its numbers are stored. */
        boolean saysTheSame(Body other) {
            return date.equals(other.date) && plain(told()).equals(plain(other.told()));
        }

        /** What it says, as a text that another one that says the same has too. */
        String said() {
            return date + " " + plain(told());
        }

        private static Object plain(@Nullable Object value) {
            if (value instanceof Map<?, ?> map) {
                var plain = new TreeMap<String, Object>();
                map.forEach((key, each) -> plain.put(String.valueOf(key), plain(each)));
                return plain;
            }
            if (value instanceof Collection<?> all) {
                return all.stream().map(Body::plain).toList();
            }
            return value instanceof Number number
                    ? new BigDecimal(number.toString()).stripTrailingZeros().toPlainString()
                    : String.valueOf(value);
        }
    }

    /**
     * When and by whom it was entered for the first time, and when this version was made.
     *
     * @param imported entered after the fact from other papers, which is not the same as late
     * @param withdrawn why it does not count any more; null while it does
     */
    record State(
            Entry first,
            @Nullable Entry changed,
            boolean imported,
            @Nullable String reason,
            @Nullable String withdrawn) {}

    static Change<WorkRecord> enter(String id, Scope scope, String kind, int kindVersion, Body body, State state) {
        return enter(id, scope, kind, kindVersion, body, state, null);
    }

    /** @param other the branch that is asked to confirm it */
    static Change<WorkRecord> enter(
            String id, Scope scope, String kind, int kindVersion, Body body, State state, @Nullable Scope other) {
        var giving = other == null ? null : Giving.offered(other);
        var record = new WorkRecord(id, scope, kind, kindVersion, body, state, giving, null);
        return Change.of(
                record,
                new RecordEvent.Entered(
                        id,
                        kind,
                        kindVersion,
                        scope.unit(),
                        scope.ancestors(),
                        body.date(),
                        body.told(),
                        body.about(),
                        state.imported(),
                        state.first().day(),
                        body.files(),
                        RecordEvent.Other.of(giving)));
    }

    /** @param other the branch that is asked to confirm it as it is now; the same is asked again only if something changed */
    Change<WorkRecord> correct(
            int newKindVersion, Body corrected, @Nullable Scope other, String reason, String by, Instant now) {
        refuseIfWithdrawn();
        var given = other == null
                ? null
                : giving == null || !giving.other().unit().equals(other.unit())
                        ? Giving.offered(other)
                        : giving.after(body, corrected);
        var next = new State(state.first(), new Entry(now, by), state.imported(), reason, null);
        var record = new WorkRecord(id, scope, kind, newKindVersion, corrected, next, given, version);
        return Change.of(
                        record,
                        new RecordEvent.Corrected(
                                id,
                                kind,
                                newKindVersion,
                                scope.unit(),
                                scope.ancestors(),
                                corrected.date(),
                                corrected.told(),
                                corrected.about(),
                                state.imported(),
                                state.first().day(),
                                corrected.files(),
                                RecordEvent.Other.of(given)))
                .because(reason)
                .keeping();
    }

    Change<WorkRecord> withdraw(String reason, String by, Instant now) {
        refuseIfWithdrawn();
        var next = new State(state.first(), new Entry(now, by), state.imported(), null, reason);
        var over = giving == null ? null : giving.over();
        var record = new WorkRecord(id, scope, kind, kindVersion, body, next, over, version);
        return Change.of(record, new RecordEvent.Withdrawn(id, kind, scope.unit(), scope.ancestors()))
                .because(reason)
                .keeping();
    }

    @Override
    public Collection<String> texts() {
        return body.values().values().stream().flatMap(WorkRecord::said).toList();
    }

    /** A text or a number; of a party outside the bureau its name. */
    private static Stream<String> said(Object value) {
        if (value instanceof Map<?, ?> party) {
            return Stream.ofNullable(party.get("name")).map(String::valueOf);
        }
        return value instanceof Boolean ? Stream.empty() : Stream.of(String.valueOf(value));
    }

    /** The other side says what it has to say; saying the same twice is saying it once. */
    Change<WorkRecord> answer(Giving.Said said) {
        refuseIfWithdrawn();
        var asked = Objects.requireNonNull(giving);
        if (asked.answer() == Giving.Answer.CONFIRMED && said.answer() == Giving.Answer.CONFIRMED) {
            return Change.of(this);
        }
        var now = asked.answered(said, scope);
        return Change.of(
                        new WorkRecord(id, scope, kind, kindVersion, body, state, now, version),
                        new RecordEvent.Answered(
                                id,
                                kind,
                                kindVersion,
                                scope.unit(),
                                scope.ancestors(),
                                body.date(),
                                body.told(),
                                state.imported(),
                                state.first().day(),
                                RecordEvent.Other.of(now)))
                .because(said.reason());
    }

    /** Whether the account's unit is the other side of it. */
    boolean givenTo(Predicate<Scope> may) {
        return giving != null && may.test(giving.other());
    }

    /** Written down for the first time after the month in which it happened. */
    boolean late() {
        return state.first().lateFor(body.date());
    }

    private void refuseIfWithdrawn() {
        if (state.withdrawn() != null) {
            throw RECORD_WITHDRAWN.of(id);
        }
    }
}
