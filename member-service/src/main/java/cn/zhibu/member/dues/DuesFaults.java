package cn.zhibu.member.dues;

import static cn.zhibu.member.dues.DuesProblem.*;

import cn.zhibu.process.problem.FieldFault;
import cn.zhibu.rules.DuesRules;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What cannot be true of lines that were typed or pasted: each with its place, all of them at once. */
final class DuesFaults {

    private static final int FEN = 2;

    private DuesFaults() {}

    static void refuse(List<FieldFault> faults) {
        if (!faults.isEmpty()) {
            throw DUES_FAULTS.with(faults);
        }
    }

    static List<FieldFault> ofStandards(Book book, LocalDate from, List<DuesService.Wanted> wanted, DuesRules rules) {
        var faults = new ArrayList<FieldFault>();
        var named = new HashSet<String>();
        for (int i = 0; i < wanted.size(); i++) {
            var each = wanted.get(i);
            var at = "/lines/" + i;
            if (!named.add(each.member())) {
                faults.add(fault(at + "/member", DUES_TWICE));
            } else if (!belongs(book, each.member(), from)) {
                faults.add(fault(at + "/member", DUES_NOT_A_MEMBER_THEN));
            }
            var category = rules.category(each.category(), from);
            if (category.isEmpty()) {
                faults.add(fault(at + "/category", DUES_CATEGORY_UNKNOWN));
            }
            category.flatMap(known -> ofBase(known, each.base(), at + "/base")).ifPresent(faults::add);
        }
        return faults;
    }

    private static boolean belongs(Book book, String member, LocalDate from) {
        return book.of(member)
                .filter(line -> line.owed().stream()
                        .anyMatch(owed -> owed.month() >= from.getMonthValue() && !owed.is(Owed.State.ELSEWHERE)))
                .isPresent();
    }

    private static Optional<FieldFault> ofBase(DuesRules.Category category, @Nullable BigDecimal base, String at) {
        if (category.basis() == DuesRules.Basis.FIXED) {
            return base == null ? Optional.empty() : Optional.of(fault(at, DUES_BASE_NOT_ASKED));
        }
        if (base == null) {
            return Optional.of(fault(at, DUES_BASE_MISSING));
        }
        var least = category.least();
        var most = category.most();
        if (least != null && most != null && (base.compareTo(least) < 0 || base.compareTo(most) > 0)) {
            return Optional.of(fault(at, DUES_BASE_OUTSIDE, least, most));
        }
        return inFen(base) ? Optional.empty() : Optional.of(fault(at, DUES_NOT_IN_FEN));
    }

    static List<FieldFault> ofPayments(Book book, List<Payment> payments, DuesRules rules) {
        var faults = new ArrayList<FieldFault>();
        var named = new HashSet<String>();
        for (int i = 0; i < payments.size(); i++) {
            var each = payments.get(i);
            var at = "/lines/" + i;
            if (!named.add(each.member() + " " + each.month())) {
                faults.add(fault(at + "/month", DUES_TWICE));
                continue;
            }
            var amount = each.amount();
            var line = book.of(each.member());
            if (line.isEmpty() || amount != null && line.get().in(each.month()).is(Owed.State.ELSEWHERE)) {
                faults.add(fault(at + "/month", DUES_NOT_A_MEMBER_THEN));
            } else if (amount != null && !inFen(amount)) {
                faults.add(fault(at + "/amount", DUES_NOT_IN_FEN));
            } else if (amount != null && special(line.get().in(each.month()), amount, rules)) {
                faults.add(fault(at + "/amount", DUES_EXTRA_IS_SPECIAL, rules.special()));
            }
        }
        return faults;
    }

    /** So much beyond the dues goes to the Centre and stands elsewhere (DU-12); where nothing is fixed nobody can say. */
    private static boolean special(Owed owed, BigDecimal amount, DuesRules rules) {
        var due = owed.amount();
        return due != null && amount.subtract(due).compareTo(rules.special()) >= 0;
    }

    private static boolean inFen(BigDecimal amount) {
        return amount.stripTrailingZeros().scale() <= FEN;
    }

    private static FieldFault fault(String pointer, DuesProblem code, Object... args) {
        return FieldFault.of(pointer, code.name(), args);
    }
}
