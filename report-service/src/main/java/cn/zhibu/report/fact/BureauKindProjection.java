package cn.zhibu.report.fact;

import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.platform.event.Received;
import cn.zhibu.platform.event.Subscriptions;
import cn.zhibu.words.Words;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Keeps what a bureau's own kinds are called and which of their numbers are added up. The facts need none of it: a record may
 * be heard before its kind.
 */
@Component
final class BureauKindProjection implements EventConsumer {

    record Sum(
            String field,
            Map<String, String> names,
            @Nullable String measureUnit) {}

    record Defined(
            String kind,
            @Nullable Map<String, String> names,
            @Nullable List<Sum> sums) {}

    private final Changes changes;

    BureauKindProjection(Changes changes) {
        this.changes = changes;
    }

    @Override
    public String name() {
        return "bureau-kind-projection";
    }

    @Override
    public List<Class<?>> rows() {
        return List.of(BureauKind.class);
    }

    @Override
    public void subscribe(Subscriptions on) {
        on.from("activity.events").on("kind.defined.v1", Defined.class, this::defined);
    }

    private Mono<Void> defined(Defined event, Received received) {
        var sums = event.sums() == null ? List.<Sum>of() : event.sums();
        var row = new BureauKind(
                event.kind(),
                event.names() == null ? null : words(event.names()),
                sums.stream()
                        .map(sum -> new BureauKind.Sum(sum.field(), words(sum.names()), sum.measureUnit()))
                        .toList());
        return changes.project(row, received.sequence()).then();
    }

    private static Words words(Map<String, String> texts) {
        var zh = texts.getOrDefault("zh-CN", "-");
        return new Words(zh, texts.getOrDefault("en", zh));
    }
}
