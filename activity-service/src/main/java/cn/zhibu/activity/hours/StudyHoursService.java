package cn.zhibu.activity.hours;

import static cn.zhibu.activity.hours.StudyExemptionProblem.STUDY_BRANCH_NOT_FOUND;
import static cn.zhibu.platform.security.Capability.ENTER;
import static cn.zhibu.platform.security.Capability.READ;

import cn.zhibu.activity.hours.StudyExemptionService.Shown;
import cn.zhibu.activity.record.TrainingService;
import cn.zhibu.activity.roster.RosterService;
import cn.zhibu.activity.session.HeldService;
import cn.zhibu.directory.Shape;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.rules.Article;
import cn.zhibu.rules.Ban;
import cn.zhibu.rules.RuleService;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the year of a branch: hours of what was held there. What was earned in another branch stands in that one's year. */
@Service
class StudyHoursService {

    private static final String MEMBER = "ED-06";
    private static final String SEATED = "ED-07";
    private static final String EXEMPT = "ED-09";
    private static final String NO_SCREEN = "AF-05";

    /**
     * The year of a branch.
     *
     * @param occasions oldest first
     * @param exemptions the last begun first; none for those who may not see why somebody is exempt
     */
    record Year(
            String unit,
            StudyYear days,
            List<Article> articles,
            Optional<Ban> ban,
            List<Occasion> occasions,
            List<StudyYear.Line> lines,
            @Nullable List<Shown> exemptions) {}

    private record Heard(Shape shape, List<Occasion> occasions, List<StudyExemption> exemptions) {}

    private final StudyExemptions exemptions;
    private final StudyExemptionService opening;
    private final HeldService held;
    private final TrainingService trainings;
    private final RosterService roster;
    private final RuleService rules;
    private final Clock clock;

    StudyHoursService(
            StudyExemptions exemptions,
            StudyExemptionService opening,
            HeldService held,
            TrainingService trainings,
            RosterService roster,
            RuleService rules,
            Clock clock) {
        this.exemptions = exemptions;
        this.opening = opening;
        this.held = held;
        this.trainings = trainings;
        this.roster = roster;
        this.rules = rules;
        this.clock = clock;
    }

    Mono<Year> year(String unit, @Nullable Integer wanted, Caller caller) {
        var today = LocalDate.now(clock);
        var days = StudyYear.of(wanted == null ? today.getYear() : wanted, today);
        return roster.place(unit, READ, caller)
                .filter(place -> "BRANCH".equals(place.kind()))
                .switchIfEmpty(Mono.error(() -> STUDY_BRANCH_NOT_FOUND.of(unit)))
                .flatMap(place -> heard(unit, days, caller)
                        .flatMap(heard -> shown(heard, days, caller.may(ENTER, place.scope()), caller)));
    }

    private Mono<Heard> heard(String unit, StudyYear days, Caller caller) {
        var sessions = held.hours(unit, days.first(), days.last(), caller).map(Occasion::of);
        var records = trainings.trained(unit, days.first(), days.last(), caller).map(Occasion::of);
        return Mono.zip(
                        roster.shape(unit, caller),
                        Flux.concat(sessions, records).sort(Occasion.OLDEST).collectList(),
                        exemptions.between(unit, days.first(), days.last()).collectList())
                .map(all -> new Heard(all.getT1(), all.getT2(), all.getT3()));
    }

    private Mono<Year> shown(Heard heard, StudyYear days, boolean branch, Caller caller) {
        var exempt = heard.exemptions().stream()
                .filter(exemption -> exemption.span().touches(days.first(), days.on()))
                .map(StudyExemption::member)
                .collect(Collectors.toSet());
        var lines = days.lines(heard.shape(), heard.occasions(), exempt, asked(days.on()));
        var year =
                new Year(heard.shape().unit().id(), days, articles(days.on()), ban(), heard.occasions(), lines, null);
        return branch
                ? Flux.fromIterable(heard.exemptions())
                        .concatMap(exemption -> opening.opened(exemption, caller))
                        .collectList()
                        .map(opened -> new Year(
                                year.unit(), days, year.articles(), year.ban(), year.occasions(), lines, opened))
                : Mono.just(year);
    }

    private StudyYear.Asked asked(LocalDate day) {
        return new StudyYear.Asked(hours(MEMBER, day), hours(SEATED, day));
    }

    private @Nullable Integer hours(String rule, LocalDate day) {
        return rules.article(rule, day).map(Article::hours).orElse(null);
    }

    private List<Article> articles(LocalDate day) {
        return Stream.of(MEMBER, SEATED, EXEMPT)
                .flatMap(id -> rules.article(id, day).stream())
                .toList();
    }

    private Optional<Ban> ban() {
        return rules.bans().stream().filter(ban -> ban.id().equals(NO_SCREEN)).findFirst();
    }
}
