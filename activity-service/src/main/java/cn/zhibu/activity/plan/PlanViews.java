package cn.zhibu.activity.plan;

import cn.zhibu.platform.web.Versioned;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How plans look over HTTP. */
final class PlanViews {

    private PlanViews() {}

    /**
     * A plan. {@code asked} are ids of members, empty for all; {@code told} counts those to whom notice was given, as persons;
     * {@code session} was held by it; {@code number} within {@code series} counts from 0.
     */
    record View(
            String id,
            String unit,
            List<MeetingForm> forms,
            LocalDate date,
            @Nullable String start,
            @Nullable String place,
            String topic,
            List<String> agenda,
            List<String> groups,
            List<String> asked,
            Plan.Status status,
            @Nullable Instant toldAt,
            int told,
            @Nullable String session,
            @Nullable String reason,
            @Nullable String series,
            @Nullable Integer number,
            Instant enteredAt,
            String enteredBy,
            long version)
            implements Versioned {

        static View of(Plan plan) {
            var body = plan.body();
            var state = plan.state();
            var notice = state.notice();
            var part = plan.part();
            var version = plan.version();
            return new View(
                    plan.id(),
                    plan.scope().unit(),
                    body.forms().stream().sorted().toList(),
                    body.date(),
                    body.start(),
                    body.place(),
                    body.topic(),
                    body.agenda(),
                    body.groups(),
                    body.asked(),
                    state.status(),
                    notice == null ? null : notice.at(),
                    plan.told().size(),
                    state.session(),
                    state.reason(),
                    part == null ? null : part.series(),
                    part == null ? null : part.number(),
                    state.first().at(),
                    state.first().by(),
                    version == null ? 0 : version);
        }
    }

    /** What a member is told of a meeting. */
    record Invitation(
            String id,
            String unit,
            List<MeetingForm> forms,
            LocalDate date,
            @Nullable String start,
            @Nullable String place,
            String topic,
            List<String> agenda,
            Plan.Status status) {

        static Invitation of(Plan plan) {
            var view = View.of(plan);
            return new Invitation(
                    view.id(),
                    view.unit(),
                    view.forms(),
                    view.date(),
                    view.start(),
                    view.place(),
                    view.topic(),
                    view.agenda(),
                    view.status());
        }
    }
}
