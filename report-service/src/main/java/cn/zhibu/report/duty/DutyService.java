package cn.zhibu.report.duty;

import cn.zhibu.directory.DirectoryService;
import cn.zhibu.directory.Unit;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.report.catalogue.CatalogueService.Language;
import cn.zhibu.report.catalogue.CatalogueService.Words;
import cn.zhibu.report.duty.RulePack.Rule;
import cn.zhibu.report.fact.FactService;
import cn.zhibu.report.fact.FactService.Evidence;
import java.text.MessageFormat;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Duties of branches, for the other features and for the screen of a branch. */
@Service
public class DutyService {

    /** Years back in which an exemption that still holds may have begun. */
    private static final int LONGEST_EXEMPTION = 5;

    private final RulePacks packs;
    private final DirectoryService units;
    private final FactService facts;
    private final Clock clock;

    DutyService(RulePacks packs, DirectoryService units, FactService facts, Clock clock) {
        this.packs = packs;
        this.units = units;
        this.facts = facts;
        this.clock = clock;
    }

    /** How a duty stands. */
    public enum State {
        MET,
        DUE,
        OVERDUE,
        UPCOMING,
        EXEMPT,
        NOT_APPLICABLE
    }

    /**
     * What meets a duty or exempts from it.
     *
     * @param type record, session or committee
     * @param enteredOn day on which it was written down for the first time, where that is known
     * @param late written down for the first time after the duty was due
     */
    public record Met(
            String id,
            String type,
            LocalDate date,
            @Nullable LocalDate enteredOn,
            boolean late) {

        static Met of(Evidence evidence, LocalDate due) {
            var entered = evidence.enteredOn();
            return new Met(
                    evidence.id(), evidence.type(), evidence.date(), entered, entered != null && entered.isAfter(due));
        }
    }

    /** A rule as it is shown beside its duties. */
    public record Asked(
            String id,
            Words names,
            Words text,
            Words regulation,
            Words article,
            String mark,
            boolean verified,
            int times,
            List<String> forms,
            @Nullable String kind) {

        static Asked of(Rule rule) {
            return new Asked(
                    rule.id(),
                    rule.names(),
                    rule.text(),
                    rule.regulation(),
                    rule.article(),
                    rule.mark().name(),
                    rule.verified(),
                    rule.times(),
                    rule.metBy().sessions(),
                    rule.metBy().kind());
        }
    }

    /** How it stands and why. */
    public record Standing(State state, String reason, List<Object> args) {}

    /** One duty of one branch (or of one of its groups) in one period. */
    public record Duty(
            Asked rule,
            String unit,
            @Nullable String group,
            String period,
            LocalDate from,
            LocalDate due,
            Standing standing,
            List<Met> metBy,
            List<Met> inquorate) {

        static Duty open(Rule rule, String unit, String period, LocalDate from, LocalDate due) {
            var standing = new Standing(State.UPCOMING, Duties.Reason.UPCOMING.name(), List.of(from));
            return new Duty(Asked.of(rule), unit, null, period, from, due, standing, List.of(), List.of());
        }

        /** Always the same for the same duty. */
        public String id() {
            return rule.id() + ":" + unit + ":" + period + (group == null ? "" : ":" + group);
        }

        public State state() {
            return standing.state();
        }

        Duty of(String group) {
            return new Duty(rule, unit, group, period, from, due, standing, metBy, inquorate);
        }

        Duty with(List<Evidence> met) {
            return new Duty(rule, unit, group, period, from, due, standing, mets(met), inquorate);
        }

        /** Meetings that were held in the period without their quorum: they are shown and meet nothing. */
        Duty without(List<Evidence> quorum) {
            return new Duty(rule, unit, group, period, from, due, standing, metBy, mets(quorum));
        }

        private List<Met> mets(List<Evidence> evidence) {
            return evidence.stream().map(each -> Met.of(each, due)).toList();
        }

        Duty by(Met met) {
            return new Duty(rule, unit, group, period, from, due, standing, List.of(met), inquorate);
        }

        Duty stands(State state, Duties.Reason reason, Object... args) {
            return new Duty(
                    rule,
                    unit,
                    group,
                    period,
                    from,
                    due,
                    new Standing(state, reason.name(), List.of(args)),
                    metBy,
                    inquorate);
        }

        /** What the day says of a duty that nothing has met: due on the last day, overdue from the next. */
        Duty orTime(LocalDate today) {
            if (state() == State.EXEMPT) {
                return this;
            }
            if (today.isBefore(from)) {
                return stands(State.UPCOMING, Duties.Reason.UPCOMING, from);
            }
            var missing = rule.times() - metBy.size();
            var overdue = today.isAfter(due);
            if (!inquorate.isEmpty()) {
                var reason = overdue ? Duties.Reason.OVERDUE_INQUORATE : Duties.Reason.DUE_INQUORATE;
                return stands(
                        overdue ? State.OVERDUE : State.DUE, reason, due, metBy.size(), missing, inquorate.size());
            }
            return overdue
                    ? stands(State.OVERDUE, Duties.Reason.OVERDUE, due, metBy.size(), missing)
                    : stands(State.DUE, Duties.Reason.DUE, due, metBy.size(), missing);
        }
    }

    /** The duties of one branch in one year, by date. */
    Mono<List<Duty>> ofBranch(String unit, int year, Caller caller) {
        return units.unit(unit, caller)
                .switchIfEmpty(Mono.error(() -> DutyProblem.UNIT_NOT_FOUND.of(unit)))
                .flatMap(branch -> duties(List.of(branch), year, caller))
                .map(found -> found.getOrDefault(unit, List.of()).stream()
                        .sorted(Comparator.comparing(Duty::due).thenComparing(Duty::id))
                        .toList());
    }

    /** The duties of many branches at once. */
    public Mono<Map<String, List<Duty>>> duties(List<Unit> branches, int year, Caller caller) {
        var today = LocalDate.now(clock);
        return Mono.zip(
                        units.shapes(branches, caller),
                        occasions(branches, year, caller).collect(Collectors.groupingBy(Evidence::unit)))
                .map(read -> read.getT1().stream()
                        .collect(Collectors.toMap(
                                shape -> shape.unit().id(),
                                shape -> Duties.of(
                                        shape,
                                        read.getT2().getOrDefault(shape.unit().id(), List.of()).stream()
                                                .map(occasion -> facts.judged(occasion, shape))
                                                .toList(),
                                        packs.rules(),
                                        year,
                                        today))));
    }

    /** How often these rules ask for something in a year: each rule once per period, however many groups there are. */
    public static int occasionsAsked(List<Duty> duties, List<String> rules) {
        return duties.stream()
                .filter(duty -> rules.contains(duty.rule().id()))
                .filter(duty -> duty.state() != State.NOT_APPLICABLE && duty.state() != State.EXEMPT)
                .collect(Collectors.toMap(
                        duty -> duty.rule().id() + ":" + duty.period(),
                        duty -> duty.rule().times(),
                        (one, same) -> one))
                .values()
                .stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** Names and versions of the rule packs in use. */
    public Map<String, Integer> versions() {
        return packs.versions();
    }

    /** The rules that are shown, in their own order. */
    public List<Asked> rules() {
        return packs.rules().stream().map(Asked::of).toList();
    }

    /** Why a duty stands as it does, as a sentence. */
    public String reason(Standing standing, Language language) {
        var pattern = packs.reason(Duties.Reason.valueOf(standing.reason())).in(language);
        var texts = standing.args().stream().map(String::valueOf).toArray();
        return new MessageFormat(pattern.replace("'", "''")).format(texts);
    }

    /** What happened in the year, and exemptions, which may have begun years before. */
    private Flux<Evidence> occasions(List<Unit> branches, int year, Caller caller) {
        var last = LocalDate.of(year, 12, 31);
        var meeting = new TreeSet<String>();
        var exempting = new TreeSet<String>();
        for (var rule : packs.rules()) {
            var kind = rule.metBy().kind();
            meeting.add(kind == null ? "session" : kind);
            var exemption = rule.exemption();
            if (exemption != null) {
                exempting.add(exemption.kind());
            }
        }
        return Flux.merge(
                facts.occasions(branches, meeting, LocalDate.of(year, 1, 1), last, caller),
                facts.occasions(branches, exempting, LocalDate.of(year - LONGEST_EXEMPTION, 1, 1), last, caller));
    }
}
