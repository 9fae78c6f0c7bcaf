package cn.zhibu.member.composition;

import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Reads;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Of whom the members of a unit are made up, over HTTP. */
@RestController
@Reads
@RequestMapping("/api/member/v1/units")
class CompositionController {

    /**
     * {@code people} is there where it is said plainly; with {@code said} FEW there is at least one and there are fewer than the
     * limit.
     */
    record CellView(
            String id,
            Map<String, String> names,
            Discretion.Said said,
            @Nullable Integer people) {}

    record GroupView(Groupings.Of id, Map<String, String> names, List<CellView> cells) {}

    /** {@code fewerThan} is the limit under which a number is not said, where that is so. */
    record View(
            String unit, LocalDate on, int people, @Nullable Integer fewerThan, List<GroupView> groups) {}

    private final CompositionService service;

    CompositionController(CompositionService service) {
        this.service = service;
    }

    /** Of a branch, or of all branches below a unit, on a day, today if none is named. */
    @GetMapping("/{id}/composition")
    Mono<View> one(@PathVariable String id, @RequestParam(required = false) @Nullable LocalDate on, Caller caller) {
        return service.of(id, on, caller).map(CompositionController::view);
    }

    private static View view(Composition found) {
        var groups = found.parts().stream().map(CompositionController::view).toList();
        return new View(found.unit(), found.on(), found.people(), found.discreet() ? found.fewerThan() : null, groups);
    }

    private static GroupView view(Composition.Part part) {
        var cells = part.group().cells();
        return new GroupView(
                part.group().id(),
                part.group().names(),
                IntStream.range(0, cells.size())
                        .mapToObj(at -> {
                            var number = part.numbers().get(at);
                            var cell = cells.get(at);
                            return new CellView(cell.id(), cell.names(), number.said(), number.people());
                        })
                        .toList());
    }
}
