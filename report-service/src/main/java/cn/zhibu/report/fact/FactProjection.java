package cn.zhibu.report.fact;

import cn.zhibu.catalogue.CatalogueService;
import cn.zhibu.directory.QuorumService;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.platform.event.Received;
import cn.zhibu.platform.event.Subscriptions;
import cn.zhibu.platform.event.Together;
import cn.zhibu.report.fact.FactSet.Origin;
import cn.zhibu.report.fact.Measuring.Subject;
import cn.zhibu.report.fact.RecordFacts.Entered;
import cn.zhibu.report.fact.RecordFacts.RecordWithdrawn;
import cn.zhibu.report.fact.UnitEvents.CommitteeFormed;
import cn.zhibu.report.fact.UnitEvents.CommitteeWithdrawn;
import cn.zhibu.report.fact.UnitEvents.UnitClosed;
import cn.zhibu.report.fact.UnitEvents.UnitCreated;
import cn.zhibu.report.fact.UnitEvents.UnitReopened;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Turns what happened into sets of facts. Each moment of a subject (an opinion raised, rectified, confirmed) has a set
 * of its own, so that no order of arrival can lose one.
 */
@Component
final class FactProjection implements EventConsumer {

    private static final String RECTIFIED = "rectified";
    private static final String CONFIRMED = "confirmed";
    private static final int LISTENERS = 4;

    private final FactKeeping keeping;
    private final CatalogueService catalogue;
    private final QuorumService quorums;
    private final Lasting lasting;
    private final RecordFacts records;

    FactProjection(FactKeeping keeping, CatalogueService catalogue, QuorumService quorums) {
        this.keeping = keeping;
        this.catalogue = catalogue;
        this.quorums = quorums;
        this.lasting = new Lasting(catalogue);
        this.records = new RecordFacts(catalogue, lasting);
    }

    record Held(
            String session,
            String unit,
            List<String> ancestors,
            List<String> forms,
            LocalDate date,
            @Nullable Integer present,
            @Nullable List<String> groups,
            @Nullable Double hours,
            @Nullable Boolean imported,
            @Nullable LocalDate enteredOn,
            @Nullable List<String> attendees,
            @Nullable List<String> absentees,
            @Nullable String lecturer) {

        boolean wasImported() {
            return Boolean.TRUE.equals(imported);
        }
    }

    record SessionWithdrawn(String session, String unit, List<String> ancestors) {}

    record SurveyOpened(String survey, String unit, List<String> ancestors, LocalDate on) {}

    record OpinionChanged(
            String opinion,
            @Nullable String survey,
            String unit,
            List<String> ancestors,
            LocalDate date,
            @Nullable String category) {}

    record OpinionWithdrawn(String opinion, String unit, List<String> ancestors) {}

    /** It waits for the store most of the time. */
    @Override
    public int concurrency() {
        return LISTENERS;
    }

    @Override
    public String name() {
        return "fact-projection";
    }

    /** The second keeps how long facts are asked for. */
    @Override
    public int version() {
        return 2;
    }

    @Override
    public List<Class<?>> rows() {
        return List.of(FactSet.class);
    }

    @Override
    public void subscribe(Subscriptions on) {
        Together<FactSet> sets = keeping::keep;
        on.from("activity.events")
                .on("record.entered.v1", Entered.class, records::entered, sets)
                .on("record.corrected.v1", Entered.class, records::entered, sets)
                .on("record.answered.v1", Entered.class, records::entered, sets)
                .on("record.withdrawn.v1", RecordWithdrawn.class, records::withdrawn, sets)
                .on("session.held.v1", Held.class, this::held, sets)
                .on("session.corrected.v1", Held.class, this::held, sets)
                .on("session.withdrawn.v1", SessionWithdrawn.class, this::withdrawn, sets)
                .on("survey.opened.v1", SurveyOpened.class, this::opened, sets)
                .on("opinion.raised.v1", OpinionChanged.class, (o, r) -> opinion(o, "raised", o.opinion(), r), sets)
                .on("opinion.rectified.v1", OpinionChanged.class, (o, r) -> moment(o, RECTIFIED, r), sets)
                .on("opinion.confirmed.v1", OpinionChanged.class, (o, r) -> moment(o, CONFIRMED, r), sets)
                .on("opinion.withdrawn.v1", OpinionWithdrawn.class, this::withdrawn, sets)
                .from("member.events")
                .on("unit.created.v1", UnitCreated.class, this::created, sets)
                .on("unit.closed.v1", UnitClosed.class, this::closed, sets)
                .on("unit.reopened.v1", UnitReopened.class, this::reopened, sets)
                .on("committee.formed.v1", CommitteeFormed.class, this::formed, sets)
                .on("committee.corrected.v1", CommitteeFormed.class, this::formed, sets)
                .on("committee.withdrawn.v1", CommitteeWithdrawn.class, this::withdrawn, sets);
    }

    private List<FactSet> held(Held event, Received received) {
        var values = new LinkedHashMap<String, Object>();
        values.put("form", event.forms());
        values.put("groups", event.groups() == null ? List.of() : event.groups());
        if (event.present() != null) {
            values.put("present", event.present());
        }
        if (event.lecturer() != null) {
            values.put("lecturer", event.lecturer());
        }
        if (event.hours() != null) {
            values.put("hours", event.hours());
        }
        if (event.forms().stream().anyMatch(form -> quorums.needed(form, event.date()))) {
            values.put(Judging.ATTENDEES, event.attendees() == null ? List.of() : event.attendees());
            values.put(Judging.ABSENTEES, event.absentees() == null ? List.of() : event.absentees());
        }
        var origin = new Origin(
                "session",
                null,
                event.session(),
                event.date(),
                received.sequence(),
                event.wasImported(),
                false,
                event.enteredOn());
        return set(event.session(), scope(event.unit(), event.ancestors()), origin, null, Values.flatten(values));
    }

    private List<FactSet> withdrawn(SessionWithdrawn event, Received received) {
        var scope = scope(event.unit(), event.ancestors());
        return tombstone(event.session(), "session", event.session(), scope, received);
    }

    private List<FactSet> opened(SurveyOpened event, Received received) {
        var origin = Origin.of("survey", event.survey(), event.on(), received.sequence());
        return set(event.survey(), scope(event.unit(), event.ancestors()), origin, null, Map.of());
    }

    private List<FactSet> moment(OpinionChanged event, String moment, Received received) {
        return opinion(event, moment, event.opinion() + "#" + moment, received);
    }

    private List<FactSet> opinion(OpinionChanged event, String moment, String id, Received received) {
        var values = new LinkedHashMap<String, List<String>>();
        values.put("opinion", List.of(event.opinion()));
        if (event.survey() != null) {
            values.put("survey", List.of(event.survey()));
        }
        if (event.category() != null) {
            values.put("category", List.of(event.category()));
        }
        var origin = Origin.of("opinion", event.opinion(), event.date(), received.sequence());
        return set(id, scope(event.unit(), event.ancestors()), origin, moment, values);
    }

    private List<FactSet> withdrawn(OpinionWithdrawn event, Received received) {
        var scope = scope(event.unit(), event.ancestors());
        var id = event.opinion();
        return Stream.of(id, id + "#" + RECTIFIED, id + "#" + CONFIRMED)
                .map(set -> FactSet.tombstone(set, scope, "opinion", id, received.sequence()))
                .toList();
    }

    /** A school belongs, as a fact, to the school above it: that is whose structure it is part of. */
    private List<FactSet> created(UnitCreated event, Received received) {
        var parent = event.parent();
        if (parent == null || event.campus() == null) {
            return List.of();
        }
        var above = event.ancestors().stream()
                .filter(id -> !id.equals(event.unit()))
                .toList();
        var values = new LinkedHashMap<String, Object>();
        values.put("unit", event.unit());
        values.put("campus", event.campus());
        if (event.schoolType() != null) {
            values.put("schoolType", event.schoolType());
        }
        var origin = Origin.of("unit", event.unit(), event.from(), received.sequence());
        return set(event.unit(), scope(parent, above), origin, null, Values.flatten(values));
    }

    /** The event names no parent; who asks for the campuses of a school asks for these by their own id. */
    private List<FactSet> closed(UnitClosed event, Received received) {
        var origin = Origin.of("unit", event.unit(), event.on(), received.sequence());
        var scope = scope(event.unit(), List.of(event.unit()));
        return set(event.unit() + "#closed", scope, origin, "closed", Map.of("unit", List.of(event.unit())));
    }

    private List<FactSet> reopened(UnitReopened event, Received received) {
        return tombstone(
                event.unit() + "#closed", "unit", event.unit(), scope(event.unit(), List.of(event.unit())), received);
    }

    private List<FactSet> withdrawn(CommitteeWithdrawn event, Received received) {
        var scope = scope(event.unit(), event.ancestors());
        return tombstone(event.committee(), "committee", event.unit(), scope, received);
    }

    /** A committee is shown as the source on the page of its branch. */
    private List<FactSet> formed(CommitteeFormed event, Received received) {
        var origin = Origin.of("committee", event.unit(), event.on(), received.sequence());
        var values = Map.of("years", List.of(Integer.toString(event.termYears())));
        return set(event.committee(), scope(event.unit(), event.ancestors()), origin, null, values);
    }

    private List<FactSet> set(
            String id, Scope scope, Origin origin, @Nullable String moment, Map<String, List<String>> values) {
        var subject = new Subject(id, origin.date(), values);
        var facts = catalogue
                .kind(origin.source())
                .map(kind -> Measuring.facts(kind, moment, subject))
                .orElse(List.of());
        return List.of(new FactSet(id, scope, origin, values, facts, lasting.until(facts)));
    }

    private static List<FactSet> tombstone(String id, String source, String record, Scope scope, Received received) {
        return List.of(FactSet.tombstone(id, scope, source, record, received.sequence()));
    }

    private static Scope scope(String unit, List<String> ancestors) {
        return new Scope(unit, ancestors);
    }
}
