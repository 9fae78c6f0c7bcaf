package cn.zhibu.notification.settings;

import cn.zhibu.notification.settings.Preference.Language;
import cn.zhibu.notification.settings.Preference.Times;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.process.problem.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What each person wants to be told and how; changed by that person alone. */
@Service
public class SettingsService {

    private final Preferences preferences;
    private final Changes changes;
    private final Clock clock;

    SettingsService(Preferences preferences, Changes changes, Clock clock) {
        this.preferences = preferences;
        this.changes = changes;
        this.clock = clock;
    }

    /** A person's wishes, for those who tell. */
    public static final class Wishes {

        private final Preference preference;
        private final Clock clock;

        Wishes(Preference preference, Clock clock) {
            this.preference = preference;
            this.clock = clock;
        }

        public boolean inbox(Kind kind) {
            return preference.inbox().contains(kind);
        }

        public boolean mail(Kind kind) {
            return preference.mail().contains(kind);
        }

        /** The first moment, from this one on, at which mail may leave. */
        public Instant mailFrom(Instant told) {
            return preference.times().from(told, clock.getZone());
        }

        public Locale language() {
            return preference.language() == Language.EN ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
        }
    }

    public Mono<Wishes> of(String account) {
        return stored(account).map(preference -> new Wishes(preference, clock));
    }

    Mono<Preference> own(Caller caller) {
        return stored(caller.account());
    }

    Mono<Preference> change(Set<Kind> inbox, Set<Kind> mail, Times times, Language language, Caller caller) {
        var account = caller.account();
        return there(account)
                .then(changes.on(Preference.class, account)
                        .decide(preference -> preference.change(inbox, mail, times, language)));
    }

    private Mono<Preference> stored(String account) {
        return preferences.findById(account).defaultIfEmpty(Preference.usual(account));
    }

    /** A change is a change of something: the first one begins with what is usual. */
    private Mono<Void> there(String account) {
        return preferences
                .findById(account)
                .switchIfEmpty(Mono.defer(() -> changes.save(Change.of(Preference.usual(account)))))
                .onErrorResume(DuplicateKeyException.class, another -> Mono.empty())
                .onErrorResume(Problem.class, another -> Mono.empty())
                .then();
    }
}
