package cn.zhibu.report.fact;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.ServiceTest;
import cn.zhibu.report.Dispatcher;
import cn.zhibu.report.Dispatcher.Event;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Many schools give to one another. Whatever the order of offers, confirmations, corrections, refusals, withdrawals and of what
 * is delivered again: the bureau's total is the sum of the confirmed transfers, and each branch has what it gave and received.
 */
@ServiceTest
@Timeout(120)
class GivingTotalsTests {

    private static final int SCHOOLS = 12;
    private static final int TRANSFERS = 60;
    private static final LocalDate FIRST = LocalDate.EPOCH.plusDays(1);

    /** A transfer as it is in the end. */
    private record Transfer(int from, int to, int amount, String answer, boolean withdrawn) {

        boolean confirmed() {
            return !withdrawn && answer.equals("CONFIRMED");
        }

        boolean given() {
            return !withdrawn && !answer.equals("REFUSED");
        }
    }

    @Autowired
    private FactProjection projection;

    @Autowired
    private FactSets sets;

    private static String unit(int school) {
        return "b" + school;
    }

    private static Event told(String name, String record, long sequence, Transfer transfer) {
        var values =
                Map.of("partner", Map.of("unit", unit(transfer.to())), "form", "money", "amount", transfer.amount());
        var other = Map.of(
                "unit",
                unit(transfer.to()),
                "ancestors",
                List.of("bureau", unit(transfer.to())),
                "answer",
                transfer.answer());
        return Event.sample(
                "activity.events",
                name,
                record,
                sequence,
                "record",
                record,
                "unit",
                unit(transfer.from()),
                "ancestors",
                List.of("bureau", unit(transfer.from())),
                "date",
                "2026-05-20",
                "values",
                values,
                "other",
                other);
    }

    private static Event withdrawn(String record, long sequence, Transfer transfer) {
        return Event.sample(
                "activity.events",
                "record.withdrawn.v1",
                record,
                sequence,
                "record",
                record,
                "kind",
                "pairing-assistance",
                "unit",
                unit(transfer.from()),
                "ancestors",
                List.of("bureau", unit(transfer.from())));
    }

    /** What happens to one transfer, in its order; answers how it is in the end. */
    private static Transfer lived(String record, Random random, List<Event> events) {
        int from = random.nextInt(SCHOOLS);
        var now = new Transfer(from, other(from, random), 1 + random.nextInt(500), "WAITING", false);
        events.add(told("record.entered.v1", record, 0, now));
        int steps = random.nextInt(8);
        for (int step = 1; step <= steps; step++) {
            long sequence = step * 1000L;
            int what = random.nextInt(10);
            if (what == 0) {
                events.add(withdrawn(record, sequence, now));
                return new Transfer(now.from(), now.to(), now.amount(), now.answer(), true);
            }
            if (what < 4) {
                int to = what == 1 ? other(from, random) : now.to();
                now = new Transfer(from, to, 1 + random.nextInt(500), "WAITING", false);
                events.add(told("record.corrected.v1", record, sequence, now));
            } else {
                var answer = List.of("CONFIRMED", "CONFIRMED", "DIFFERENT", "REFUSED")
                        .get(random.nextInt(4));
                now = new Transfer(from, now.to(), now.amount(), answer, false);
                events.add(told("record.answered.v1", record, sequence, now));
            }
        }
        return now;
    }

    private static int other(int from, Random random) {
        return (from + 1 + random.nextInt(SCHOOLS - 1)) % SCHOOLS;
    }

    private BigDecimal total(Dispatcher dispatcher, String unit, String measure, Predicate<Fact> which) {
        return dispatcher.read(sets.below(unit, measure, FIRST).collectList()).stream()
                .flatMap(set -> set.facts().stream())
                .filter(fact -> fact.measure().equals(measure))
                .filter(which)
                .map(Fact::quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal sum(List<Transfer> all, Predicate<Transfer> which) {
        return BigDecimal.valueOf(
                all.stream().filter(which).mapToInt(Transfer::amount).sum());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theBureauCountsEachConfirmedTransferOnceAndEachSideHasItsOwn(long seed) {
        var random = new Random(seed);
        var events = new ArrayList<Event>();
        var transfers = new ArrayList<Transfer>();
        for (int i = 0; i < TRANSFERS; i++) {
            transfers.add(lived("t" + seed + "-" + i, random, events));
        }
        var delivered = new ArrayList<>(events);
        delivered.addAll(events);
        Collections.shuffle(delivered, random);
        var dispatcher = new Dispatcher(projection);
        Dispatcher.cut(delivered, random).forEach(dispatcher::hear);
        holds(dispatcher, "bureau", transfers, transfer -> true, transfer -> true);
        for (int school = 0; school < SCHOOLS; school++) {
            int own = school;
            holds(
                    dispatcher,
                    unit(own),
                    transfers,
                    transfer -> transfer.from() == own,
                    transfer -> transfer.to() == own);
        }
    }

    private void holds(
            Dispatcher dispatcher,
            String unit,
            List<Transfer> all,
            Predicate<Transfer> gave,
            Predicate<Transfer> received) {
        var expected = new HashMap<String, BigDecimal>();
        expected.put("received", sum(all, transfer -> received.test(transfer) && transfer.confirmed()));
        expected.put("given", sum(all, transfer -> gave.test(transfer) && transfer.given()));
        expected.put("confirmed", sum(all, transfer -> gave.test(transfer) && transfer.confirmed()));
        Predicate<Fact> confirmed = fact -> "confirmed".equals(fact.by().get("confirmation"));
        assertThat(total(dispatcher, unit, "aid-money-received", fact -> true))
                .as(unit + " received")
                .isEqualByComparingTo(expected.get("received"));
        assertThat(total(dispatcher, unit, "aid-money", fact -> true))
                .as(unit + " gave")
                .isEqualByComparingTo(expected.get("given"));
        assertThat(total(dispatcher, unit, "aid-money", confirmed))
                .as(unit + " gave, confirmed")
                .isEqualByComparingTo(expected.get("confirmed"));
    }
}
