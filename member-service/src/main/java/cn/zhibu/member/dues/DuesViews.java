package cn.zhibu.member.dues;

import cn.zhibu.member.roster.Belonging;
import cn.zhibu.platform.web.Versioned;
import cn.zhibu.rules.DuesRules;
import cn.zhibu.words.Words;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How dues look over HTTP. Money in yuan. */
final class DuesViews {

    private DuesViews() {}

    /** One rate: up to and including so many yuan, so many per cent of the whole base. */
    record BracketView(String rule, @Nullable BigDecimal upTo, BigDecimal percent) {}

    record CategoryView(
            String id,
            String rule,
            Map<String, String> names,
            Map<String, String> text,
            Map<String, String> article,
            String mark,
            DuesRules.Basis basis,
            String fixedFor,
            List<BracketView> brackets,
            @Nullable BigDecimal least,
            @Nullable BigDecimal most) {

        static CategoryView of(DuesRules.Category category) {
            var brackets = category.brackets();
            return new CategoryView(
                    category.id(),
                    category.rule(),
                    category.names().texts(),
                    category.text().texts(),
                    category.article().texts(),
                    category.mark().name(),
                    category.basis(),
                    category.fixedFor().name(),
                    brackets == null
                            ? List.of()
                            : brackets.stream()
                                    .map(each -> new BracketView(each.rule(), each.upTo(), each.percent()))
                                    .toList(),
                    category.least(),
                    category.most());
        }
    }

    record PointView(
            String rule,
            Map<String, String> names,
            Map<String, String> text,
            Map<String, String> regulation,
            Map<String, String> article,
            String mark,
            @Nullable Integer months,
            @Nullable BigDecimal amount,
            List<Map<String, String>> purposes) {

        static PointView of(DuesRules.Point point) {
            var purposes = point.purposes();
            return new PointView(
                    point.id(),
                    point.names().texts(),
                    point.text().texts(),
                    point.regulation().texts(),
                    point.article().texts(),
                    point.mark().name(),
                    point.months(),
                    point.amount(),
                    purposes == null
                            ? List.of()
                            : purposes.stream().map(Words::texts).toList());
        }
    }

    /** How dues are reckoned on a day, and what the regulation says besides. */
    record RatesView(List<CategoryView> categories, List<PointView> points) {

        static RatesView of(DuesRules rules, LocalDate day) {
            return new RatesView(
                    rules.categories().stream()
                            .filter(each -> each.inForceOn(day))
                            .map(CategoryView::of)
                            .toList(),
                    rules.points().stream().map(PointView::of).toList());
        }
    }

    /** {@code from}: first day of the month from which it holds. */
    record StandardView(
            LocalDate from,
            String category,
            @Nullable BigDecimal base,
            @Nullable String reason,
            Instant at,
            String by) {

        static StandardView of(Book.Standard standard) {
            var said = standard.said();
            return new StandardView(said.from(), said.category(), standard.base(), said.reason(), said.at(), said.by());
        }
    }

    /** {@code paidOn}: the day on which it was handed in. */
    record MonthView(
            int month,
            Owed.State state,
            @Nullable BigDecimal owed,
            boolean relieved,
            @Nullable BigDecimal paid,
            @Nullable LocalDate paidOn) {

        static MonthView of(Owed owed, @Nullable Paid paid) {
            return new MonthView(
                    owed.month(),
                    owed.state(),
                    owed.amount(),
                    owed.relieved(),
                    paid == null ? null : paid.amount(),
                    paid == null ? null : paid.on());
        }

        static List<MonthView> all(Book.Line line) {
            return line.owed().stream()
                    .map(owed -> of(owed, line.paid().get(owed.month())))
                    .toList();
        }
    }

    /** {@code line}: as many months without dues as the rules name; what follows is for the branch to consider. */
    record ArrearsView(
            BigDecimal amount, int months, @Nullable LocalDate since, boolean line) {

        static ArrearsView of(Arrears arrears) {
            return new ArrearsView(arrears.amount(), arrears.months(), arrears.since(), arrears.line());
        }
    }

    record MarkView(String kind, String value) {

        static @Nullable MarkView of(Belonging.@Nullable Mark mark) {
            return mark == null ? null : new MarkView(mark.kind(), mark.value());
        }
    }

    /** {@code mark} tells a namesake apart. */
    record MemberView(
            String member,
            String name,
            @Nullable MarkView mark,
            List<StandardView> standards,
            List<MonthView> months,
            @Nullable ArrearsView arrears) {

        static MemberView of(Book.Line line, @Nullable Arrears arrears) {
            return new MemberView(
                    line.member().id(),
                    line.member().name(),
                    MarkView.of(line.member().mark()),
                    line.standards().stream().map(StandardView::of).toList(),
                    MonthView.all(line),
                    arrears == null ? null : ArrearsView.of(arrears));
        }
    }

    /** In members: who owes something, who has paid something, for whom no standard is fixed. */
    record SumView(BigDecimal owed, BigDecimal received, int owing, int paid, int unfixed) {

        static SumView of(Book.Sum sum) {
            return new SumView(sum.owed(), sum.received(), sum.owing(), sum.paid(), sum.unfixed());
        }
    }

    record MonthSumView(int month, SumView sum) {}

    /** A year of a branch in numbers: no names, no incomes. */
    record StatementView(
            String unit,
            String name,
            int year,
            List<MonthSumView> months,
            SumView total,
            @Nullable LocalDate publishedOn,
            boolean changedSince,
            long version)
            implements Versioned {

        static StatementView of(DuesReading.Totals totals) {
            var book = totals.book();
            var stored = Optional.ofNullable(book.stored());
            return new StatementView(
                    book.branch().unit(),
                    totals.branch().name(),
                    book.year(),
                    book.sums().stream()
                            .map(sum -> new MonthSumView(sum.month(), SumView.of(sum)))
                            .toList(),
                    SumView.of(book.total()),
                    book.publishedOn(),
                    stored.filter(DuesYear::changedSince).isPresent(),
                    stored.map(DuesYear::version).orElse(0L));
        }
    }

    record YearView(String unit, int year, LocalDate asOf, List<MemberView> members) {

        static YearView of(DuesReading.Year year) {
            return new YearView(
                    year.book().branch().unit(),
                    year.book().year(),
                    year.asOf(),
                    year.book().lines().stream()
                            .map(line -> MemberView.of(
                                    line, year.arrears().get(line.member().id())))
                            .toList());
        }
    }

    /** A branch in the list of them. */
    record BranchView(
            String unit,
            String name,
            SumView total,
            @Nullable LocalDate publishedOn) {

        static BranchView of(DuesReading.Totals totals) {
            return new BranchView(
                    totals.branch().id(),
                    totals.branch().name(),
                    SumView.of(totals.book().total()),
                    totals.book().publishedOn());
        }
    }

    /** The own dues of a member, branch by branch. */
    record OwnView(String unit, int year, List<StandardView> standards, List<MonthView> months) {

        static List<OwnView> of(List<Book> books) {
            return books.stream()
                    .flatMap(book -> book.lines().stream()
                            .map(line -> new OwnView(
                                    book.branch().unit(),
                                    book.year(),
                                    line.standards().stream()
                                            .map(StandardView::of)
                                            .toList(),
                                    MonthView.all(line))))
                    .toList();
        }
    }

    record WasView(String member, int month, BigDecimal amount, LocalDate on) {}

    /** One act: whose months it touched, and what stood there before it. */
    record ActView(Instant at, String by, @Nullable String reason, List<String> members, List<WasView> before) {

        static ActView of(DuesReading.Done done) {
            return new ActView(
                    done.edition().at(),
                    done.edition().by(),
                    done.edition().reason(),
                    done.edition().members(),
                    done.lines().stream()
                            .flatMap(was -> was.paid().entrySet().stream()
                                    .map(each -> new WasView(
                                            was.member(),
                                            each.getKey(),
                                            each.getValue().amount(),
                                            each.getValue().on())))
                            .toList());
        }
    }
}
