package cn.zhibu.notification.settings;

import static cn.zhibu.notification.settings.SettingsProblem.QUIET_ALL_DAY;
import static cn.zhibu.notification.settings.SettingsProblem.QUIET_WITHOUT_END;

import cn.zhibu.platform.change.Change;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What one person wants. Nobody else sees or changes it.
 *
 * @param id the account
 * @param inbox kinds that are shown in the inbox
 * @param mail kinds that are mailed, as soon as there is a confirmed address
 */
@Document("preferences")
record Preference(
        @Id String id,
        Set<Kind> inbox,
        Set<Kind> mail,
        Times times,
        Language language,
        @Version @Nullable Long version) {

    enum Rhythm {
        AT_ONCE,
        DAILY
    }

    enum Language {
        ZH,
        EN
    }

    /**
     * When mail may come; hours of the day in China, such as 22:00.
     *
     * @param digestAt when the daily mail comes
     */
    record Times(
            Rhythm rhythm,
            String digestAt,
            @Nullable String quietFrom,
            @Nullable String quietTo) {

        /** The first moment, not before this one, at which mail may leave. */
        Instant from(Instant told, ZoneId zone) {
            return rhythm == Rhythm.DAILY ? next(told, digestAt, zone) : afterQuiet(told, zone);
        }

        private Instant afterQuiet(Instant told, ZoneId zone) {
            if (quietFrom == null || quietTo == null) {
                return told;
            }
            var now = told.atZone(zone).toLocalTime();
            var from = LocalTime.parse(quietFrom);
            var to = LocalTime.parse(quietTo);
            var quiet = from.isBefore(to)
                    ? !now.isBefore(from) && now.isBefore(to)
                    : !now.isBefore(from) || now.isBefore(to);
            return quiet ? next(told, quietTo, zone) : told;
        }

        private static Instant next(Instant told, String hour, ZoneId zone) {
            var now = told.atZone(zone);
            var today = now.toLocalDate().atTime(LocalTime.parse(hour)).atZone(zone);
            return (today.isAfter(now) ? today : today.plusDays(1)).toInstant();
        }
    }

    /** Everything in the inbox; by mail too once there is an address; no mail at night. */
    static Preference usual(String account) {
        var all = EnumSet.allOf(Kind.class);
        var times = new Times(Rhythm.AT_ONCE, "08:00", "22:00", "07:00");
        return new Preference(account, all, all, times, Language.ZH, null);
    }

    Change<Preference> change(Set<Kind> shown, Set<Kind> mailed, Times wanted, Language spoken) {
        if ((wanted.quietFrom() == null) != (wanted.quietTo() == null)) {
            throw QUIET_WITHOUT_END.at(wanted.quietFrom() == null ? "/quietFrom" : "/quietTo");
        }
        if (wanted.quietFrom() != null && wanted.quietFrom().equals(wanted.quietTo())) {
            throw QUIET_ALL_DAY.at("/quietTo");
        }
        return Change.of(new Preference(id, shown, mailed, wanted, spoken, version));
    }
}
