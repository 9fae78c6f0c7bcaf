package cn.zhibu.activity.catalogue;

import cn.zhibu.directory.Quorum;
import cn.zhibu.directory.QuorumService;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.SignedIn;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The catalogue over HTTP: the same for everybody, for forms and lists are made from it. */
@RestController
@RequestMapping("/api/activity/v1/kinds")
@SignedIn
class KindController {

    /** Headings of the chooser, kinds, and what makes a meeting valid. */
    record View(List<Group> groups, List<Kind> kinds, List<Quorum> quorums) {}

    private final View view;

    KindController(KindService service, QuorumService quorums) {
        this.view = new View(service.groups(), service.all(), quorums.all());
    }

    @GetMapping
    Mono<View> all(Caller caller) {
        return Mono.just(view);
    }
}
