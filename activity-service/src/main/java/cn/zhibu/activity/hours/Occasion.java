package cn.zhibu.activity.hours;

import cn.zhibu.activity.record.Trained;
import cn.zhibu.activity.session.HeldHours;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Set;

/**
 * What hours come from: a session that was held, or a training of one member. Never a screen (AF-05).
 *
 * @param id of the session or the record
 * @param hours study hours of each
 * @param members ids of those who studied
 */
record Occasion(Sort sort, String id, LocalDate date, String title, BigDecimal hours, Set<String> members) {

    static final Comparator<Occasion> OLDEST =
            Comparator.comparing(Occasion::date).thenComparing(Occasion::id);

    enum Sort {
        SESSION,
        TRAINING
    }

    static Occasion of(HeldHours held) {
        return new Occasion(Sort.SESSION, held.id(), held.date(), held.topic(), held.hours(), held.present());
    }

    static Occasion of(Trained trained) {
        return new Occasion(
                Sort.TRAINING,
                trained.id(),
                trained.date(),
                trained.topic(),
                trained.hours(),
                Set.of(trained.member()));
    }
}
