package cn.zhibu.activity.paper;

import static cn.zhibu.activity.paper.PaperProblem.PAPER_NAMES_AWAY;

import cn.zhibu.platform.security.Caller;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The names that a paper needs in place of ids, asked of their owner with the caller's own token. */
@Component
class PaperNames {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int AT_ONCE = 100;

    /** The name of the branch, and people's by their ids. */
    record Known(String unit, Map<String, String> people) {

        String of(String member) {
            return people.getOrDefault(member, "");
        }
    }

    private record Mark(String kind, String value) {}

    private record Person(String id, String name, @Nullable Mark mark) {}

    private record Named(String id, String name, @Nullable String nameEn) {}

    private final WebClient http;
    private final PaperWords words;

    PaperNames(WebClient.Builder builder, PaperWords words, @Value("${zhibu.member-url}") String url) {
        this.words = words;
        this.http = builder.clone().baseUrl(url).build();
    }

    /** Refused while the owner does not answer: a list of nobody would be signed as one of somebody. */
    Mono<Known> of(String unit, List<String> members, Locale locale, Caller caller) {
        return Mono.zip(unit(unit, locale, caller), people(members, locale, caller), Known::new)
                .onErrorMap(failure -> PAPER_NAMES_AWAY.of());
    }

    private Mono<String> unit(String unit, Locale locale, Caller caller) {
        return get("/api/member/v1/units/named?ids={ids}", caller, unit)
                .bodyToFlux(Named.class)
                .timeout(LIMIT)
                .next()
                .map(named -> PaperWords.english(locale) && named.nameEn() != null ? named.nameEn() : named.name())
                .defaultIfEmpty("");
    }

    private Mono<Map<String, String>> people(List<String> members, Locale locale, Caller caller) {
        return Flux.fromIterable(members)
                .buffer(AT_ONCE)
                .concatMap(some -> get("/api/member/v1/members/names?ids={ids}", caller, String.join(",", some))
                        .bodyToFlux(Person.class)
                        .timeout(LIMIT))
                .collectMap(Person::id, person -> label(person, locale));
    }

    /** For namesakes, what tells them apart stands with the name as on every screen. */
    private String label(Person person, Locale locale) {
        var mark = person.mark();
        return mark == null
                ? person.name()
                : words.of(locale, "mark." + mark.kind(), person.name(), value(mark, locale));
    }

    private String value(Mark mark, Locale locale) {
        return mark.kind().startsWith("JOINED") ? words.day(locale, LocalDate.parse(mark.value())) : mark.value();
    }

    private WebClient.ResponseSpec get(String path, Caller caller, Object... values) {
        return http.get()
                .uri(path, values)
                .accept(MediaType.APPLICATION_JSON)
                .headers(headers -> headers.setBearerAuth(caller.token()))
                .retrieve();
    }
}
