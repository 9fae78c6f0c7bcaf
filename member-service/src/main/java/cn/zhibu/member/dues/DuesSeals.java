package cn.zhibu.member.dues;

import cn.zhibu.platform.security.SealPlace;
import cn.zhibu.platform.security.Sealed;
import cn.zhibu.platform.security.Seals;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Seals incomes, what single members pay, and why one is in hardship; opens it for those whom the services let see it. */
@Component
class DuesSeals {

    /** Yuan a month, and why. */
    record Wish(BigDecimal amount, String why) {}

    private final Seals seals;

    DuesSeals(Seals seals) {
        this.seals = seals;
    }

    Mono<Optional<Sealed>> base(String branch, String member, @Nullable BigDecimal base) {
        return base == null
                ? Mono.just(Optional.empty())
                : seals.seal(base.toPlainString(), ofBase(branch, member)).map(Optional::of);
    }

    Mono<Optional<BigDecimal>> base(String branch, String member, @Nullable Sealed base) {
        return base == null
                ? Mono.just(Optional.empty())
                : seals.open(base, ofBase(branch, member)).map(text -> Optional.of(new BigDecimal(text)));
    }

    Mono<Sealed> paid(String year, String member, Map<Integer, Paid> months) {
        return seals.seal(Paid.written(months), ofPaid(year, member));
    }

    Mono<Map<Integer, Paid>> paid(String year, DuesYear.Payer payer) {
        return seals.open(payer.paid(), ofPaid(year, payer.member())).map(Paid::read);
    }

    Mono<Sealed> wish(String relief, Wish wish) {
        return seals.seal(wish.amount().toPlainString() + "\n" + wish.why(), ofWish(relief));
    }

    Mono<Wish> wish(DuesRelief relief) {
        return seals.open(relief.wish(), ofWish(relief.id())).map(text -> {
            int end = text.indexOf('\n');
            return new Wish(new BigDecimal(text.substring(0, end)), text.substring(end + 1));
        });
    }

    private static SealPlace ofBase(String branch, String member) {
        return new SealPlace("dues.base", branch + "." + member);
    }

    private static SealPlace ofPaid(String year, String member) {
        return new SealPlace("dues.paid", year + "." + member);
    }

    private static SealPlace ofWish(String relief) {
        return new SealPlace("dues.wish", relief);
    }
}
