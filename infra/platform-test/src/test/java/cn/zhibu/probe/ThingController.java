package cn.zhibu.probe;

import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.problem.PlatformProblem;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Capability;
import cn.zhibu.platform.security.Enters;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.platform.web.Versioned;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Things over HTTP. */
@RestController
@RequestMapping("/things")
class ThingController {

    record View(String id, int count, long version) implements Versioned {
        static View of(Thing thing) {
            var version = thing.version();
            return new View(thing.id(), thing.count(), version == null ? 0 : version);
        }
    }

    private final Changes changes;

    ThingController(Changes changes) {
        this.changes = changes;
    }

    @Reads
    @GetMapping("/me")
    Mono<Map<String, String>> me(Caller caller) {
        return Mono.just(Map.of("account", caller.account()));
    }

    @Enters
    @PostMapping
    Mono<View> make(@RequestBody Map<String, String> body, Caller caller) {
        return changes.newId()
                .flatMap(id -> changes.save(Thing.make(id, body.getOrDefault("unit", "u"))))
                .map(View::of);
    }

    @Enters
    @PostMapping("/{id}/count")
    Mono<View> count(@PathVariable String id, Caller caller) {
        return changes.on(Thing.class, id)
                .visible(thing -> caller.may(Capability.ENTER, thing.scope()), PlatformProblem.NO_SUCH_PAGE::of)
                .decide(Thing::increase)
                .map(View::of);
    }

    @GetMapping("/unmarked")
    Mono<String> unmarked() {
        return Mono.just("reached");
    }
}
