package cn.zhibu.activity.orglife;

import cn.zhibu.activity.orglife.OrgLife.Criticism;
import cn.zhibu.platform.security.SealPlace;
import cn.zhibu.platform.security.Sealed;
import cn.zhibu.platform.security.Seals;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Seals what was said of a person at its place, and opens it there. */
@Component
class Vault {

    private final Seals seals;

    Vault(Seals seals) {
        this.seals = seals;
    }

    Mono<Optional<Sealed>> seal(String life, String member, @Nullable String note) {
        return note == null || note.isBlank()
                ? Mono.just(Optional.empty())
                : seals.seal(note.strip(), place(life, member)).map(Optional::of);
    }

    Mono<String> open(String life, Criticism criticism) {
        return seals.open(criticism.note(), place(life, criticism.member()));
    }

    private static SealPlace place(String life, String member) {
        return new SealPlace("org-life.criticism", life + "/" + member);
    }
}
