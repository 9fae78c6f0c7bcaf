package cn.zhibu.member.development;

import cn.zhibu.member.development.Entry.Words;
import cn.zhibu.platform.input.SearchText;
import cn.zhibu.platform.security.SealPlace;
import cn.zhibu.platform.security.Sealed;
import cn.zhibu.platform.security.Seals;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Seals the name and the words of a case, and opens them for those who may read it. */
@Component
class DevelopmentFiles {

    private static final String NAME = "development.name";
    private static final String WHO = "development.who";
    private static final String NOTE = "development.note";
    private static final String REASON = "development.reason";

    private final Seals seals;

    DevelopmentFiles(Seals seals) {
        this.seals = seals;
    }

    Mono<Sealed> name(String id, String name) {
        return seals.seal(name, new SealPlace(NAME, id));
    }

    Mono<String> name(Development of) {
        return seals.open(of.person().name(), new SealPlace(NAME, of.id()));
    }

    /** The same for one person in one branch, however blanks and width of the name are typed. */
    Mono<String> key(String branch, String name, LocalDate born) {
        return seals.digest(branch + "\0" + SearchText.of(name) + "\0" + born, NAME);
    }

    Mono<Words> words(String id, @Nullable String who, @Nullable String note) {
        return Mono.zip(sealed(who, new SealPlace(WHO, id)), sealed(note, new SealPlace(NOTE, id)))
                .map(both -> new Words(both.getT1().orElse(null), both.getT2().orElse(null)));
    }

    Mono<Optional<String>> who(String id, Words words) {
        return opened(words.who(), new SealPlace(WHO, id));
    }

    Mono<Optional<String>> note(String id, Words words) {
        return opened(words.note(), new SealPlace(NOTE, id));
    }

    Mono<Sealed> reason(String id, String reason) {
        return seals.seal(reason, new SealPlace(REASON, id));
    }

    Mono<String> reason(String id, Sealed reason) {
        return seals.open(reason, new SealPlace(REASON, id));
    }

    private Mono<Optional<Sealed>> sealed(@Nullable String text, SealPlace place) {
        return text == null
                ? Mono.just(Optional.empty())
                : seals.seal(text, place).map(Optional::of);
    }

    private Mono<Optional<String>> opened(@Nullable Sealed sealed, SealPlace place) {
        return sealed == null
                ? Mono.just(Optional.empty())
                : seals.open(sealed, place).map(Optional::of);
    }
}
