package cn.zhibu.activity.disclosure;

import cn.zhibu.activity.disclosure.Disclosure.Audience;
import cn.zhibu.activity.disclosure.Disclosure.Category;
import cn.zhibu.activity.disclosure.Disclosure.Status;
import cn.zhibu.activity.entry.Entry;
import cn.zhibu.activity.record.DisclosedService;
import cn.zhibu.activity.record.DisclosedService.Disclosed;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.platform.event.Received;
import cn.zhibu.platform.event.Subscriptions;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What is published becomes a record, typed by nobody; what becomes of that record becomes of the disclosure. */
@Component
class DisclosureReaction implements EventConsumer {

    record Published(String disclosure) {}

    record Corrected(String record, String kind, @Nullable Map<String, Object> values) {}

    record Withdrawn(String record, String kind) {}

    private final Disclosures disclosures;
    private final DisclosedService records;
    private final Changes changes;

    DisclosureReaction(Disclosures disclosures, DisclosedService records, Changes changes) {
        this.disclosures = disclosures;
        this.records = records;
        this.changes = changes;
    }

    @Override
    public String name() {
        return "disclosure-reaction";
    }

    @Override
    public void subscribe(Subscriptions on) {
        on.from("activity.events")
                .on("disclosure.published.v1", Published.class, this::published)
                .on("record.corrected.v1", Corrected.class, this::corrected)
                .on("record.withdrawn.v1", Withdrawn.class, this::withdrawn);
    }

    private Mono<Void> published(Published event, Received received) {
        return disclosures
                .findById(event.disclosure())
                .filter(found -> found.status() == Status.PUBLISHED)
                .flatMap(found -> records.enter(new Disclosed(
                        found.id(),
                        found.scope(),
                        Objects.requireNonNull(found.publishedOn()),
                        found.body().content(),
                        wire(found.body().category()),
                        wire(found.body().audience()),
                        by(received))));
    }

    private Mono<Void> corrected(Corrected event, Received received) {
        var values = event.values();
        if (!DisclosedService.KIND.equals(event.kind()) || values == null) {
            return Mono.empty();
        }
        return changes.on(Disclosure.class, event.record())
                .decide(found -> found.follow(
                        said(values, "content"),
                        Category.valueOf(option(values, "category")),
                        Audience.valueOf(option(values, "scope")),
                        by(received)))
                .then();
    }

    private Mono<Void> withdrawn(Withdrawn event, Received received) {
        return DisclosedService.KIND.equals(event.kind())
                ? changes.on(Disclosure.class, event.record())
                        .decide(found -> found.follow(by(received)))
                        .then()
                : Mono.empty();
    }

    private static String said(Map<String, Object> values, String field) {
        return String.valueOf(values.getOrDefault(field, ""));
    }

    private static String option(Map<String, Object> values, String field) {
        return said(values, field).toUpperCase(Locale.ROOT);
    }

    private static Entry by(Received received) {
        return new Entry(received.time(), Objects.requireNonNullElse(received.actor(), ""));
    }

    private static String wire(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
