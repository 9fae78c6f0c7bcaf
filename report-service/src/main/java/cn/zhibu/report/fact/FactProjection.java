package cn.zhibu.report.fact;

import cn.zhibu.catalogue.CatalogueService;
import cn.zhibu.directory.QuorumService;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.platform.event.Received;
import cn.zhibu.platform.event.Subscriptions;
import cn.zhibu.platform.event.Together;
import cn.zhibu.report.fact.FactSet.Origin;
import cn.zhibu.report.fact.OpinionEvents.OpinionChanged;
import cn.zhibu.report.fact.OpinionEvents.OpinionWithdrawn;
import cn.zhibu.report.fact.OpinionEvents.QuestionnaireAnswered;
import cn.zhibu.report.fact.OpinionEvents.SurveyOpened;
import cn.zhibu.report.fact.OutcomeEvents.OutcomeStated;
import cn.zhibu.report.fact.OutcomeEvents.OutcomeWithdrawn;
import cn.zhibu.report.fact.RecordFacts.Entered;
import cn.zhibu.report.fact.RecordFacts.RecordWithdrawn;
import cn.zhibu.report.fact.UnitEvents.CommitteeFormed;
import cn.zhibu.report.fact.UnitEvents.CommitteeWithdrawn;
import cn.zhibu.report.fact.UnitEvents.UnitClosed;
import cn.zhibu.report.fact.UnitEvents.UnitCreated;
import cn.zhibu.report.fact.UnitEvents.UnitReopened;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
    private final Making making;
    private final MeetingFacts meetings;
    private final RecordFacts records;
    private final TaskFacts tasks;
    private final CampaignFacts campaigns;
    private final DevelopmentFacts developments;

    FactProjection(FactKeeping keeping, CatalogueService catalogue, QuorumService quorums) {
        this.keeping = keeping;
        this.making = new Making(catalogue);
        this.meetings = new MeetingFacts(making, quorums);
        this.records = new RecordFacts(catalogue, making);
        this.tasks = new TaskFacts(making);
        this.campaigns = new CampaignFacts(making);
        this.developments = DevelopmentFacts.of(catalogue, making);
    }

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
                .on("session.held.v1", MeetingFacts.Held.class, meetings::held, sets)
                .on("session.corrected.v1", MeetingFacts.Held.class, meetings::held, sets)
                .on("session.withdrawn.v1", MeetingFacts.SessionWithdrawn.class, meetings::withdrawn, sets)
                .on("talk.held.v1", MeetingFacts.TalkHeld.class, meetings::talked, sets)
                .on("talk.corrected.v1", MeetingFacts.TalkHeld.class, meetings::talked, sets)
                .on("talk.withdrawn.v1", MeetingFacts.TalkWithdrawn.class, meetings::withdrawn, sets)
                .on("org-life.kept.v1", MeetingFacts.OrgLifeKept.class, meetings::lived, sets)
                .on("appraisal.kept.v1", MeetingFacts.AppraisalKept.class, meetings::appraised, sets)
                .on("task.kept.v1", TaskFacts.TaskKept.class, tasks::kept, sets)
                .on("campaign.answered.v1", CampaignFacts.Answered.class, campaigns::answered, sets)
                .on("survey.opened.v1", SurveyOpened.class, this::opened, sets)
                .on("questionnaire.answered.v1", QuestionnaireAnswered.class, this::answered, sets)
                .on("opinion.raised.v1", OpinionChanged.class, (o, r) -> opinion(o, "raised", o.opinion(), r), sets)
                .on("opinion.rectified.v1", OpinionChanged.class, (o, r) -> moment(o, RECTIFIED, r), sets)
                .on("opinion.confirmed.v1", OpinionChanged.class, (o, r) -> moment(o, CONFIRMED, r), sets)
                .on("opinion.withdrawn.v1", OpinionWithdrawn.class, this::withdrawn, sets)
                .on("outcome.stated.v1", OutcomeStated.class, this::stated, sets)
                .on("outcome.withdrawn.v1", OutcomeWithdrawn.class, this::withdrawn, sets)
                .from("member.events")
                .on("development.step-recorded.v1", DevelopmentFacts.StepTaken.class, developments::taken, sets)
                .on("development.step-corrected.v1", DevelopmentFacts.StepTaken.class, developments::taken, sets)
                .on("unit.created.v1", UnitCreated.class, this::created, sets)
                .on("unit.described.v1", UnitCreated.class, this::described, sets)
                .on("unit.closed.v1", UnitClosed.class, this::closed, sets)
                .on("unit.reopened.v1", UnitReopened.class, this::reopened, sets)
                .on("committee.formed.v1", CommitteeFormed.class, this::formed, sets)
                .on("committee.corrected.v1", CommitteeFormed.class, this::formed, sets)
                .on("committee.withdrawn.v1", CommitteeWithdrawn.class, this::withdrawn, sets);
    }

    private List<FactSet> opened(SurveyOpened event, Received received) {
        var origin = Origin.of("survey", event.survey(), event.on(), received.sequence());
        return making.set(event.survey(), scope(event.unit(), event.ancestors()), origin, null, Map.of());
    }

    /** Of the day on which the answers were in, beside the survey's own set. */
    private List<FactSet> answered(QuestionnaireAnswered event, Received received) {
        var origin = Origin.of("survey", event.survey(), event.on(), received.sequence());
        var values = Map.of(
                "answered",
                List.of(Integer.toString(event.answered())),
                "invited",
                List.of(Integer.toString(event.invited())));
        var scope = scope(event.unit(), event.ancestors());
        return making.set(event.survey() + "#answered", scope, origin, "answered", values);
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
        return making.set(id, scope(event.unit(), event.ancestors()), origin, moment, values);
    }

    private List<FactSet> withdrawn(OpinionWithdrawn event, Received received) {
        var scope = scope(event.unit(), event.ancestors());
        var id = event.opinion();
        return Stream.of(id, id + "#" + RECTIFIED, id + "#" + CONFIRMED)
                .map(set -> FactSet.tombstone(set, scope, "opinion", id, received.sequence()))
                .toList();
    }

    /** What became of a measure is a set of its own beside that of the measure's record. */
    private List<FactSet> stated(OutcomeStated event, Received received) {
        var origin = Origin.of("outcome", event.outcome(), event.date(), received.sequence());
        var scope = scope(event.unit(), event.ancestors());
        return making.set(event.outcome() + "#outcome", scope, origin, null, event.values());
    }

    private List<FactSet> withdrawn(OutcomeWithdrawn event, Received received) {
        var scope = scope(event.unit(), event.ancestors());
        return Making.tombstone(event.outcome() + "#outcome", "outcome", event.outcome(), scope, received);
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
        return making.set(event.unit(), scope(parent, above), origin, null, Values.flatten(values));
    }

    /** A school that is no campus any more is no part of the one above it. */
    private List<FactSet> described(UnitCreated event, Received received) {
        if (event.campus() != null) {
            return created(event, received);
        }
        var scope = scope(event.unit(), event.ancestors());
        return Making.tombstone(event.unit(), "unit", event.unit(), scope, received);
    }

    /** The event names no parent; who asks for the campuses of a school asks for these by their own id. */
    private List<FactSet> closed(UnitClosed event, Received received) {
        var origin = Origin.of("unit", event.unit(), event.on(), received.sequence());
        var scope = scope(event.unit(), List.of(event.unit()));
        return making.set(event.unit() + "#closed", scope, origin, "closed", Map.of("unit", List.of(event.unit())));
    }

    private List<FactSet> reopened(UnitReopened event, Received received) {
        return Making.tombstone(
                event.unit() + "#closed", "unit", event.unit(), scope(event.unit(), List.of(event.unit())), received);
    }

    private List<FactSet> withdrawn(CommitteeWithdrawn event, Received received) {
        var scope = scope(event.unit(), event.ancestors());
        return Making.tombstone(event.committee(), "committee", event.unit(), scope, received);
    }

    /** A committee is shown as the source on the page of its branch. */
    private List<FactSet> formed(CommitteeFormed event, Received received) {
        var origin = Origin.of("committee", event.unit(), event.on(), received.sequence());
        var values = Map.of("years", List.of(Integer.toString(event.termYears())));
        return making.set(event.committee(), scope(event.unit(), event.ancestors()), origin, null, values);
    }

    private static Scope scope(String unit, List<String> ancestors) {
        return new Scope(unit, ancestors);
    }
}
