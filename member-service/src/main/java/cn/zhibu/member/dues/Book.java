package cn.zhibu.member.dues;

import cn.zhibu.member.roster.Belonging;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.rules.DuesRules;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The dues of a branch in a year, opened: whoever is handed one decides what of it may be shown. */
record Book(
        Scope branch, int year, List<Line> lines, @Nullable DuesYear stored) {

    /** A standard with its base opened. */
    record Standard(DuesStandards.Standard said, @Nullable BigDecimal base) {}

    /** One member: what is owed and what was paid, by month. */
    record Line(Belonging member, List<Standard> standards, List<Owed> owed, Map<Integer, Paid> paid) {

        static Line of(
                Book.Key key,
                Belonging member,
                List<Standard> standards,
                List<Owed.Granted> granted,
                Map<Integer, Paid> paid,
                DuesRules rules) {
            var fixed = standards.stream()
                    .map(each -> new Owed.Fixed(each.said().from(), each.said().category(), each.base()))
                    .toList();
            var owed = Owed.ofYear(key.year(), key.branch(), member.stays(), fixed, granted, rules);
            return new Line(member, standards, owed, paid);
        }

        Owed in(int month) {
            return owed.get(month - 1);
        }

        Arrears.Year arrears(int year) {
            return new Arrears.Year(year, owed, paid);
        }
    }

    /** Of which branch and year. */
    record Key(String branch, int year) {}

    /**
     * A month of the whole branch, in numbers.
     *
     * @param owing members who owe something, and {@code paid} those who have paid something
     * @param unfixed members for whom no standard is fixed
     */
    record Sum(int month, BigDecimal owed, BigDecimal received, int owing, int paid, int unfixed) {}

    List<Sum> sums() {
        return IntStream.rangeClosed(1, 12).mapToObj(this::sum).toList();
    }

    private Sum sum(int month) {
        var none = BigDecimal.ZERO.setScale(2);
        var owed = lines.stream().map(line -> line.in(month).or(none)).reduce(none, BigDecimal::add);
        var paid = lines.stream()
                .map(line -> line.paid().get(month))
                .filter(Objects::nonNull)
                .map(Paid::amount)
                .toList();
        return new Sum(
                month,
                owed,
                paid.stream().reduce(none, BigDecimal::add),
                (int) lines.stream()
                        .filter(line -> line.in(month).or(none).signum() > 0)
                        .count(),
                paid.size(),
                (int) lines.stream()
                        .filter(line -> line.in(month).is(Owed.State.NOT_FIXED))
                        .count());
    }

    /** The whole year in one line: of members each once. */
    Sum total() {
        var none = BigDecimal.ZERO.setScale(2);
        var sums = sums();
        return new Sum(
                0,
                sums.stream().map(Sum::owed).reduce(none, BigDecimal::add),
                sums.stream().map(Sum::received).reduce(none, BigDecimal::add),
                (int) lines.stream()
                        .filter(line -> line.owed().stream()
                                .anyMatch(each -> each.or(none).signum() > 0))
                        .count(),
                (int) lines.stream().filter(line -> !line.paid().isEmpty()).count(),
                (int) lines.stream()
                        .filter(line -> line.owed().stream().anyMatch(each -> each.is(Owed.State.NOT_FIXED)))
                        .count());
    }

    Optional<Line> of(String member) {
        return lines.stream().filter(line -> line.member().id().equals(member)).findFirst();
    }

    /** The day on which the statement was made known, where it was. */
    @Nullable
    LocalDate publishedOn() {
        var published = stored == null ? null : stored.published();
        return published == null ? null : published.on();
    }
}
