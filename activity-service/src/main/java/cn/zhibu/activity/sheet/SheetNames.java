package cn.zhibu.activity.sheet;

import static cn.zhibu.platform.sheet.ImportProblem.SHEET_NAMES_AWAY;

import cn.zhibu.platform.input.SearchText;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.sheet.Form;
import cn.zhibu.platform.sheet.Known;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The names that a kind's sheet needs in place of ids, asked of their owner with the caller's own token: of the branch's
 * people where the kind names members, of the bureau's units where it names partners.
 */
@Component
class SheetNames {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int PAGE = 100;
    private static final int PAGES = 20;

    private final WebClient http;

    SheetNames(WebClient.Builder builder, @Value("${zhibu.member-url}") String url) {
        this.http = builder.clone()
                .baseUrl(url)
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(8 << 20))
                .build();
    }

    private record Named(String id, String name, @Nullable String nameEn) {}

    private record Units(List<Named> items, @Nullable String next) {}

    /** Refused while the owner does not answer: without names a partner would be taken for somebody outside. */
    Mono<Known> of(Form form, String unit, Caller caller) {
        var people = has(form, "member") ? people(unit, caller) : Mono.just(List.<Named>of());
        var units = has(form, "party") ? units(caller) : Mono.just(List.<Named>of());
        return Mono.zip(people, units, SheetNames::known).onErrorMap(failure -> SHEET_NAMES_AWAY.of());
    }

    private static boolean has(Form form, String type) {
        return form.fields().stream().anyMatch(field -> field.type().equals(type));
    }

    private Mono<List<Named>> people(String unit, Caller caller) {
        return get("/api/member/v1/members/names?unit={unit}", caller, unit)
                .bodyToFlux(Named.class)
                .collectList()
                .timeout(LIMIT);
    }

    private Mono<List<Named>> units(Caller caller) {
        return page(null, caller)
                .expand(page -> page.next() == null ? Mono.empty() : page(page.next(), caller))
                .take(PAGES)
                .flatMap(page -> Flux.fromIterable(page.items()))
                .collectList();
    }

    private Mono<Units> page(@Nullable String after, Caller caller) {
        var path = "/api/member/v1/units?kinds=SCHOOL,BRANCH&size=" + PAGE;
        var spec = after == null ? get(path, caller) : get(path + "&after={after}", caller, after);
        return spec.bodyToMono(Units.class).timeout(LIMIT);
    }

    private WebClient.ResponseSpec get(String path, Caller caller, Object... values) {
        return http.get()
                .uri(path, values)
                .accept(MediaType.APPLICATION_JSON)
                .headers(headers -> headers.setBearerAuth(caller.token()))
                .retrieve();
    }

    private static Known known(List<Named> people, List<Named> units) {
        var named = new HashMap<String, String>();
        var byName = new HashMap<String, List<String>>();
        var ofUnits = new HashMap<String, List<String>>();
        people.forEach(person -> note(byName, person.name(), person.id()));
        units.forEach(unit -> {
            note(ofUnits, unit.name(), unit.id());
            var english = unit.nameEn();
            if (english != null && !SearchText.of(english).equals(SearchText.of(unit.name()))) {
                note(ofUnits, english, unit.id());
            }
        });
        people.forEach(person -> named.put(person.id(), person.name()));
        units.forEach(unit -> named.put(unit.id(), unit.name()));
        var listed = people.stream().map(Named::name).distinct().sorted().toList();
        return new Known(Map.copyOf(byName), Map.copyOf(ofUnits), Map.copyOf(named), listed);
    }

    private static void note(Map<String, List<String>> ids, String name, String id) {
        var all = ids.computeIfAbsent(SearchText.of(name), fresh -> new ArrayList<>());
        if (!all.contains(id)) {
            all.add(id);
        }
    }
}
