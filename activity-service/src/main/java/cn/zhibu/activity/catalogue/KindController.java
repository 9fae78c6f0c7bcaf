package cn.zhibu.activity.catalogue;

import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.SignedIn;
import cn.zhibu.rules.RuleService;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The catalogue over HTTP, with what the bureau added: the same for everybody of it, for forms and lists are made from it. */
@RestController
@RequestMapping("/api/activity/v1/kinds")
@SignedIn
class KindController {

    /** Headings of the chooser, kinds as they are offered, as older records are read, what makes a meeting valid, and what it decides. */
    record View(
            List<Group> groups, List<Kind> kinds, List<Kind> earlier, List<Quorum> quorums, List<Decision> decisions) {}

    private final KindService service;
    private final List<Quorum> quorums;
    private final List<Decision> decisions;

    KindController(KindService service, RuleService rules) {
        this.service = service;
        this.quorums = rules.quorums().stream().map(Quorum::of).toList();
        this.decisions = rules.decisions().stream().map(Decision::of).toList();
    }

    @GetMapping
    Mono<View> all(Caller caller) {
        return service.offer(caller)
                .map(offer ->
                        new View(offer.groups(), views(offer.kinds()), views(offer.earlier()), quorums, decisions));
    }

    private static List<Kind> views(List<cn.zhibu.catalogue.Kind> kinds) {
        return kinds.stream().map(Kind::of).toList();
    }
}
