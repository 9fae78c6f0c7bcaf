package cn.zhibu.member.account;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * How far the ledger has been told of one account's sign-ins. What the identity provider noted is told once, in its order,
 * however often it is read; wrong tries that follow each other are one entry.
 *
 * @param told the moment of the newest that was told
 * @param lastIn when somebody came in the last time; null where nobody has since that is kept
 */
@Document("sign_ins")
record SignIns(
        @Id String account,
        Scope scope,
        Instant told,
        @Nullable Instant lastIn,
        @Version @Nullable Long version) implements Scoped {

    /** A flood of wrong tries is told in several steps. */
    static final int TOLD_AT_ONCE = 200;

    /** Why a sign-in was refused. */
    enum Refusal {
        WRONG_PASSWORD,
        LOCKED,
        CLOSED,
        OTHER;

        static Refusal of(String error) {
            return switch (error) {
                case "invalid_user_credentials" -> WRONG_PASSWORD;
                case "user_temporarily_disabled", "user_disabled_by_permanent_lockout" -> LOCKED;
                case "user_disabled" -> CLOSED;
                default -> OTHER;
            };
        }
    }

    /** What the identity provider noted of one try; without a refusal it led in. */
    record Noted(String account, Instant at, @Nullable Refusal refusal) {}

    /** What was noted in each bureau, complete up to that moment. */
    record Batch(Map<String, List<Noted>> noted, Instant until) {}

    static SignIns of(Account account) {
        return new SignIns(account.id(), account.scope(), Instant.EPOCH, null, null);
    }

    /** What concerns one account, in its order, cut where sign-ins and refusals take turns. */
    static List<List<Noted>> steps(String account, List<Noted> noted) {
        var steps = new ArrayList<List<Noted>>();
        var step = new ArrayList<Noted>();
        var theirs = noted.stream()
                .filter(one -> one.account().equals(account))
                .sorted(Comparator.comparing(Noted::at))
                .toList();
        for (var one : theirs) {
            if (!step.isEmpty()
                    && (step.size() == TOLD_AT_ONCE || (step.get(0).refusal() == null) != (one.refusal() == null))) {
                steps.add(List.copyOf(step));
                step.clear();
            }
            step.add(one);
        }
        if (!step.isEmpty()) {
            steps.add(List.copyOf(step));
        }
        return steps;
    }

    Change<SignIns> tell(List<Noted> step) {
        var news = step.stream().filter(one -> one.at().isAfter(told)).toList();
        if (news.isEmpty()) {
            return Change.of(this);
        }
        var newest = news.get(news.size() - 1).at();
        var came = news.stream()
                .filter(one -> one.refusal() == null)
                .map(Noted::at)
                .max(Comparator.naturalOrder())
                .orElse(lastIn);
        return new Change<>(new SignIns(account, scope, newest, came, version), events(news));
    }

    private static List<DomainEvent> events(List<Noted> news) {
        var events = new ArrayList<DomainEvent>();
        for (int from = 0, to; from < news.size(); from = to) {
            var first = news.get(from);
            for (to = from + 1; to < news.size() && first.refusal() != null; to++) {
                if (news.get(to).refusal() != first.refusal()) {
                    break;
                }
            }
            events.add(event(first, news.get(to - 1).at(), to - from));
        }
        return events;
    }

    private static DomainEvent event(Noted first, Instant last, int times) {
        return first.refusal() == null
                ? new AccountEvent.SignedIn(first.account(), first.at())
                : new AccountEvent.SignInRefused(first.account(), first.refusal(), times, first.at(), last);
    }
}
