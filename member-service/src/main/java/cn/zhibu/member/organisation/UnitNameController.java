package cn.zhibu.member.organisation;

import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Names of units over HTTP: all of the bureau, and nothing else of them. */
@RestController
@RequestMapping("/api/member/v1/unit-names")
@Reads
class UnitNameController {

    /** {@code above} is what the unit right above is called. */
    record View(
            String id,
            Unit.Kind kind,
            String name,
            @Nullable String nameEn,
            @Nullable String above,
            @Nullable String aboveEn) {

        static View of(UnitNames.Named named, LocalDate today) {
            var name = named.unit().nameOn(today);
            var above = named.above() == null ? null : named.above().nameOn(today);
            return new View(
                    named.unit().id(),
                    named.unit().kind(),
                    name.name(),
                    name.nameEn(),
                    above == null ? null : above.name(),
                    above == null ? null : above.nameEn());
        }
    }

    private final UnitNames names;
    private final Clock clock;

    UnitNameController(UnitNames names, Clock clock) {
        this.names = names;
        this.clock = clock;
    }

    /** Schools and branches that are not closed, in the order of the tree; {@code q} asks for a part of a name. */
    @GetMapping
    Mono<Page<View>> list(@RequestParam(required = false) @Nullable String q, PageQuery page, Caller caller) {
        return names.page(q, page, caller).map(found -> found.map(this::view));
    }

    /** Units that something else names by their ids; at most 100 at once. */
    @GetMapping("/named")
    Flux<View> named(@RequestParam @Size(max = UnitLists.AT_ONCE) List<String> ids, Caller caller) {
        return names.named(ids, caller).map(this::view);
    }

    private View view(UnitNames.Named named) {
        return View.of(named, LocalDate.now(clock));
    }
}
