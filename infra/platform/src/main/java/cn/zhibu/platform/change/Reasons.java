package cn.zhibu.platform.change;

import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Keeps why something was done, in a person's own words, beside the events that tell of it and never in them. */
public interface Reasons {

    /** Where nothing is sealed, nobody's words are kept. */
    Reasons NOWHERE = new Reasons() {
        @Override
        public Mono<String> keep(List<String> events, @Nullable String actor, @Nullable Scope scope, String reason) {
            return Mono.just("");
        }

        @Override
        public Mono<Void> drop(String kept) {
            return Mono.empty();
        }
    };

    /** Keeps a reason before the write that it explains; answers under what. */
    Mono<String> keep(List<String> events, @Nullable String actor, @Nullable Scope scope, String reason);

    /** Forgets what explains nothing, because its write did not take place. */
    Mono<Void> drop(String kept);
}
