package cn.zhibu.notification.delivery;

import static cn.zhibu.notification.delivery.DeliveryProblem.NOT_FAILED;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.security.SealPlace;
import cn.zhibu.platform.security.Sealed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * One message to one person and how far it has got. Whoever wants to send it claims it first, for a while; who dies with
 * a claim in hand leaves it to be sent again, under the same message id.
 *
 * @param notices what it tells; what is settled by the time it leaves is left out
 * @param ancestors units above what it tells, for those who look after the deliveries there
 */
@Document("deliveries")
@CompoundIndex(name = "next", def = "{'course.state': 1, 'course.nextAt': 1, '_id': 1}")
@CompoundIndex(name = "last", def = "{'account': 1, 'madeAt': -1, '_id': -1}")
@CompoundIndex(name = "newest", def = "{'course.state': 1, 'madeAt': -1, '_id': -1}")
record Delivery(
        @Id String id,
        String account,
        @Indexed List<String> notices,
        List<String> ancestors,
        @Nullable Confirmation confirmation,
        Instant madeAt,
        Course course,
        @Version @Nullable Long version) {

    enum State {
        WAITING,
        SENT,
        FAILED,
        DROPPED
    }

    /** What kept it from being taken. */
    enum Fault {
        ADDRESS_REFUSED,
        MESSAGE_REFUSED,
        TRY_LATER,
        SERVER_AWAY,
        LOGIN_REFUSED,
        NO_ADDRESS,
        GIVEN_UP
    }

    /** Where the code of a confirmation stands. */
    static SealPlace placeOfCode(String account) {
        return new SealPlace("address.code", account);
    }

    /** A code on its way to an address that is not confirmed yet. */
    record Confirmation(Sealed address, Sealed code, String language) {}

    /**
     * How far it has got.
     *
     * @param nextAt when it is to be tried; while somebody is at it, when the claim ends
     * @param reply the server's reply code
     * @param claim who is at it
     */
    record Course(
            State state,
            int attempts,
            Instant nextAt,
            @Nullable Fault fault,
            @Nullable Integer reply,
            @Nullable String claim,
            @Nullable Instant doneAt) {

        static Course waiting(Instant from) {
            return new Course(State.WAITING, 0, from, null, null, null, null);
        }
    }

    /** What came of an attempt that did not succeed. */
    record Setback(Fault fault, @Nullable Integer reply, boolean lasting) {}

    Change<Delivery> with(String notice, List<String> units) {
        if (notices.contains(notice) || course.state() != State.WAITING || course.attempts() > 0) {
            return Change.of(this);
        }
        var all = new ArrayList<>(notices);
        all.add(notice);
        var above = new LinkedHashSet<>(ancestors);
        above.addAll(units);
        return Change.of(new Delivery(id, account, all, List.copyOf(above), confirmation, madeAt, course, version));
    }

    /** Takes it in hand, unless somebody else has or it is not its time. */
    Change<Delivery> claim(String token, Instant now, Duration term) {
        if (course.state() != State.WAITING || now.isBefore(course.nextAt())) {
            return Change.of(this);
        }
        return Change.of(at(new Course(
                State.WAITING, course.attempts() + 1, now.plus(term), course.fault(), course.reply(), token, null)));
    }

    Change<Delivery> sent(String token, Instant now) {
        return held(token) ? Change.of(done(State.SENT, null, null, now)) : Change.of(this);
    }

    /** There is nothing left to tell, or nobody to tell it to. */
    Change<Delivery> drop(String token, @Nullable Fault why, Instant now) {
        return held(token) ? Change.of(done(State.DROPPED, why, null, now)) : Change.of(this);
    }

    /** Tried again later, from what is stored here; given up when it lasts or the pauses are used up. */
    Change<Delivery> failed(String token, Setback setback, List<Duration> pauses, Instant now) {
        if (!held(token)) {
            return Change.of(this);
        }
        if (setback.lasting()) {
            return Change.of(done(State.FAILED, setback.fault(), setback.reply(), now));
        }
        if (course.attempts() > pauses.size()) {
            return Change.of(done(State.FAILED, Fault.GIVEN_UP, setback.reply(), now));
        }
        var next = now.plus(pauses.get(course.attempts() - 1));
        return Change.of(
                at(new Course(State.WAITING, course.attempts(), next, setback.fault(), setback.reply(), null, null)));
    }

    /** Once more from the beginning, because somebody has mended what was wrong. */
    Change<Delivery> retry(Instant now) {
        if (course.state() != State.FAILED) {
            throw NOT_FAILED.of();
        }
        return Change.of(at(Course.waiting(now)));
    }

    boolean held(String token) {
        return token.equals(course.claim());
    }

    /** A code that has done its work is not kept. */
    private Delivery done(State state, @Nullable Fault fault, @Nullable Integer reply, Instant now) {
        var finished = new Course(state, course.attempts(), now, fault, reply, null, now);
        return new Delivery(id, account, notices, ancestors, null, madeAt, finished, version);
    }

    private Delivery at(Course next) {
        return new Delivery(id, account, notices, ancestors, confirmation, madeAt, next, version);
    }
}
