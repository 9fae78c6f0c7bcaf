package cn.zhibu.activity.roster;

import cn.zhibu.directory.Shape;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Reads;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The branch of a day, as a meeting of that day is judged by it: who belongs, who votes, who sits, who is in which group. */
@RestController
@RequestMapping("/api/activity/v1/rolls")
@Reads
class RollController {

    /** A member of that day. {@code post} in the committee, {@code group} a Party group. */
    record Person(
            String member,
            boolean votes,
            @Nullable String post,
            @Nullable String group) {}

    /** The branch on a day; {@code open} where something of that day may be written down. */
    record View(LocalDate on, boolean open, boolean committee, List<Person> people, List<String> groups) {

        static View of(Shape shape, LocalDate on) {
            var voters = shape.votersOn(on);
            var posts = shape.seatsOn(on).stream()
                    .collect(Collectors.toMap(seat -> seat.person(), seat -> seat.post(), (one, other) -> one));
            var people = shape.memberships().stream()
                    .filter(membership -> membership.coversOn(on))
                    .map(membership -> new Person(
                            membership.person(),
                            voters.contains(membership.person()),
                            posts.get(membership.person()),
                            membership.groupOn(on)))
                    .toList();
            var groups = shape.groupsOn(on).stream()
                    .map(group -> group.id())
                    .sorted()
                    .toList();
            return new View(on, shape.unit().openOn(on), shape.committeeOn(on), people, groups);
        }
    }

    private final RosterService service;

    RollController(RosterService service) {
        this.service = service;
    }

    @GetMapping
    Mono<View> one(@RequestParam String unit, @RequestParam LocalDate on, Caller caller) {
        return service.shape(unit, caller)
                .switchIfEmpty(Mono.error(() -> RollProblem.ROLL_NOT_FOUND.of(unit)))
                .map(shape -> View.of(shape, on));
    }
}
