package cn.zhibu.notification.reminder;

import cn.zhibu.directory.DirectoryService;
import cn.zhibu.directory.Unit;
import cn.zhibu.notification.inbox.NoticeLine;
import cn.zhibu.notification.inbox.NoticeService;
import cn.zhibu.notification.inbox.Occasion;
import cn.zhibu.notification.inbox.Owed;
import cn.zhibu.notification.inbox.What;
import cn.zhibu.notification.reminder.Heard.State;
import cn.zhibu.platform.change.Command;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.platform.event.Received;
import cn.zhibu.platform.event.Subscriptions;
import cn.zhibu.platform.event.TryLater;
import cn.zhibu.platform.security.Holders;
import cn.zhibu.platform.security.Role;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells whoever takes a place over, once, what was already open there when the grant was given. */
@Component
class Handover implements EventConsumer {

    private static final Set<Role> ENTERING = Set.of(Role.SECRETARY, Role.CLERK);
    private static final List<What> OF_THE_BRANCH = List.of(
            What.DUTIES_DUE_SOON,
            What.DUTIES_OVERDUE,
            What.TERM_ENDS,
            What.MILESTONE_DUE_SOON,
            What.MILESTONE_OVERDUE,
            What.CAMPAIGN_ASKED);

    record Given(String grant, String account, Role role, String unit) {}

    /** A thing that somebody was told of. */
    private record Matter(
            What what,
            String subject,
            Scope scope,
            @Nullable LocalDate date) {}

    private final Holders holders;
    private final DirectoryService directory;
    private final NoticeService notices;
    private final Waiting reports;
    private final Telling telling;
    private final People people;
    private final Clock clock;

    Handover(
            Holders holders,
            DirectoryService directory,
            NoticeService notices,
            Waiting reports,
            Telling telling,
            People people,
            Clock clock) {
        this.holders = holders;
        this.directory = directory;
        this.notices = notices;
        this.reports = reports;
        this.telling = telling;
        this.people = people;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "handover-reaction";
    }

    @Override
    public void subscribe(Subscriptions on) {
        on.from("member.events").on("grant.given.v1", Given.class, this::given);
    }

    private Mono<Void> given(Given given, Received received) {
        return ENTERING.contains(given.role()) || given.role() == Role.REVIEWER
                ? holders.stands(given.grant())
                        .switchIfEmpty(Mono.error(() -> new TryLater("the grant is not known yet: " + given.grant())))
                        .filter(stands -> stands)
                        .flatMap(stands -> takenOver(given, received))
                : Mono.empty();
    }

    private Mono<Void> takenOver(Given given, Received received) {
        return told(given, received).thenMany(lying(given, received)).then();
    }

    /** What others were told of and is not done yet; duties of a branch in one notice. */
    private Mono<Void> told(Given given, Received received) {
        var kinds = ENTERING.contains(given.role()) ? OF_THE_BRANCH : List.of(What.TERM_ENDS);
        return directory
                .below(given.unit())
                .map(units -> units.stream().collect(Collectors.toMap(Unit::id, Unit::scope)))
                .flatMapMany(scopes -> notices.open(kinds, scopes.keySet())
                        .filter(line -> !over(line))
                        .collectList()
                        .flatMapIterable(
                                lines -> matters(lines, scopes, given.account()).entrySet()))
                .filterWhen(open -> concerns(given, open.getKey().scope()))
                .concatMap(open -> telling.tell(occasion(open, received), List.of(given.account())))
                .then();
    }

    /** A campaign asks for nothing any more after its last day, whoever has been told of it. */
    private boolean over(NoticeLine line) {
        var until = line.date();
        return line.what() == What.CAMPAIGN_ASKED && until != null && until.isBefore(LocalDate.now(clock));
    }

    /** What is open, with its duties, but for what the account was told of before. */
    private static Map<Matter, List<NoticeLine>> matters(
            List<NoticeLine> lines, Map<String, Scope> scopes, String account) {
        var matters = new LinkedHashMap<Matter, List<NoticeLine>>();
        for (var line : lines) {
            var scope = Objects.requireNonNull(scopes.get(line.unit()));
            var matter = new Matter(line.what(), line.subject(), scope, line.date());
            matters.computeIfAbsent(matter, fresh -> new ArrayList<>()).add(line);
        }
        matters.values()
                .removeIf(told -> told.stream().anyMatch(line -> line.account().equals(account)));
        return matters;
    }

    /** Who enters is concerned by all below; a reviewer by those whose nearest one this is. */
    private Mono<Boolean> concerns(Given given, Scope scope) {
        return given.role() == Role.REVIEWER
                ? people.superior(scope).map(accounts -> accounts.contains(given.account()))
                : Mono.just(true);
    }

    private static Occasion occasion(Map.Entry<Matter, List<NoticeLine>> open, Received received) {
        var matter = open.getKey();
        var duties = open.getValue().stream()
                .flatMap(line -> line.duties().stream())
                .distinct()
                .toList();
        int year = duties.stream()
                .map(Owed::due)
                .mapToInt(LocalDate::getYear)
                .max()
                .orElse(open.getValue().get(0).year());
        return new Occasion(
                id(matter, open.getValue(), received),
                matter.what(),
                matter.subject(),
                matter.scope(),
                year,
                duties,
                matter.date(),
                received.time());
    }

    /**
     * What others were told on one occasion is told on the same, so that who is being told of it at this moment is not told
     * twice. What comes of several occasions, or of one that is not known, is an occasion of its own.
     */
    private static String id(Matter matter, List<NoticeLine> told, Received received) {
        var occasions = told.stream()
                .map(line -> Optional.ofNullable(line.occasion()))
                .distinct()
                .toList();
        return occasions.size() == 1 && occasions.get(0).isPresent()
                ? occasions.get(0).get()
                : Command.nameOf(received.id(), matter.what().name(), matter.subject(), String.valueOf(matter.date()));
    }

    /** Reports that lie where the account now is: with the branch, or for review. The same occasion as when they came. */
    private Flux<Void> lying(Given given, Received received) {
        var review = given.role() == Role.REVIEWER;
        var what = review ? What.REPORT_SUBMITTED : What.REPORT_RETURNED;
        return reports.findBelow(given.unit(), review ? State.SUBMITTED : State.RETURNED)
                .filterWhen(report -> (review
                                ? people.reviewers(report.scope(), report.author(), report.submitter())
                                : people.branch(report.scope()))
                        .map(accounts -> accounts.contains(given.account())))
                .concatMap(report -> telling.tell(
                        new Occasion(
                                report.round(),
                                what,
                                report.id(),
                                report.scope(),
                                report.year(),
                                List.of(),
                                null,
                                received.time()),
                        List.of(given.account())));
    }
}
