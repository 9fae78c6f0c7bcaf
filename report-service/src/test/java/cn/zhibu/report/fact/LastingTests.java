package cn.zhibu.report.fact;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.catalogue.CatalogueService;
import cn.zhibu.catalogue.Claim;
import cn.zhibu.catalogue.Claim.Window;
import cn.zhibu.catalogue.Measure;
import cn.zhibu.report.content.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A report that leaves out what is asked for no more says what it would say of everything. */
class LastingTests {

    private static final LocalDate BEGINNING = LocalDate.of(2001, 1, 1);
    private static final int DAYS = 10_000;

    private final CatalogueService catalogue = CatalogueService.onClassPath();
    private final Lasting lasting = new Lasting(catalogue);

    private static Fact fact(String measure, LocalDate day) {
        return new Fact(measure, day, BigDecimal.ONE, "times", "key", Map.of());
    }

    /** The measures that a claim counts within its window, and those that end them. */
    private List<String> asked(Claim claim) {
        var asked = Stream.of(
                        Stream.of(claim.query().measure()),
                        claim.query().plus().stream().map(Claim.Query::measure),
                        claim.figures().stream()
                                .filter(figure -> figure.measure() != null && figure.within() == null)
                                .map(Claim.Figure::measure))
                .flatMap(each -> each)
                .toList();
        var all = new ArrayList<>(asked);
        if (claim.window() == Window.AS_OF) {
            asked.forEach(id -> catalogue.measure(id).map(Measure::endedBy).ifPresent(all::add));
        }
        return all;
    }

    @Test
    void whateverAClaimCountsInAPeriodIsReadForIt() {
        var random = new Random(11);
        int counted = 0;
        for (var claim : catalogue.claims()) {
            for (var measure : asked(claim)) {
                for (int i = 0; i < 200; i++) {
                    var from = BEGINNING.plusDays(random.nextInt(DAYS));
                    var period = random.nextBoolean()
                            ? Period.year(from.getYear())
                            : new Period(from, from.plusYears(3).minusDays(1), 3);
                    var day = BEGINNING.plusDays(random.nextInt(DAYS));
                    if (period.covers(claim.window(), day)) {
                        counted++;
                        assertThat(lasting.until(List.of(fact(measure, day))))
                                .as("%s of %s in %s", measure, day, period)
                                .isAfterOrEqualTo(period.from());
                    }
                }
            }
        }
        assertThat(counted).isGreaterThan(1000);
    }

    @Test
    void whatCountsForOneDayIsAskedForNoLonger() {
        var day = LocalDate.of(2020, 5, 1);
        assertThat(lasting.until(List.of(fact("aid-money", day), fact("aid-goods", day.minusDays(1)))))
                .isEqualTo(day);
        assertThat(lasting.until(List.of())).isEqualTo(LocalDate.EPOCH);
    }
}
