package cn.zhibu.notification.reminder;

import cn.zhibu.directory.DirectoryService;
import cn.zhibu.directory.EndingTerm;
import cn.zhibu.notification.inbox.NoticeService;
import cn.zhibu.notification.inbox.Occasion;
import cn.zhibu.notification.inbox.What;
import cn.zhibu.platform.change.Command;
import cn.zhibu.rules.Reminder;
import cn.zhibu.rules.RuleService;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Terms that end are told ahead and again (BR-19). What was told is over when the term is renewed or its branch closes
 * before, and stands again when that is taken back.
 */
@Component
class TermEnds {

    /** A reminder as far as it is about one term and the day on which that ends. */
    private record Told(String committee, LocalDate ends) {}

    private final DirectoryService directory;
    private final NoticeService notices;
    private final Telling telling;
    private final People people;
    private final int before;
    private final Clock clock;
    private final int again;

    /** @param again months before the end at which it is told once more; ours, no regulation's */
    TermEnds(
            DirectoryService directory,
            NoticeService notices,
            Telling telling,
            People people,
            RuleService rules,
            Clock clock,
            @Value("${zhibu.reminders.term-again-months}") int again) {
        this.directory = directory;
        this.notices = notices;
        this.telling = telling;
        this.people = people;
        this.before = rules.reminder(Reminder.About.TERM).monthsBefore();
        this.clock = clock;
        this.again = again;
    }

    /** Looks at the terms of one unit or of all; answers whether all that had to be told is told. */
    Mono<Boolean> look(@Nullable String unit) {
        var today = LocalDate.now(clock);
        var first = Math.max(before, again);
        return directory
                .termsEnding(today, today.plusMonths(first), unit)
                .collectList()
                .flatMap(ending -> over(ending, unit)
                        .thenMany(Flux.fromIterable(ending).concatMap(term -> told(term, today)))
                        .collectList()
                        .map(told -> !told.contains(false)));
    }

    /** The next day on which another lead begins or a term is over. */
    Mono<LocalDate> next() {
        var today = LocalDate.now(clock);
        return Flux.just(before, again, 0)
                .concatMap(months -> directory
                        .nextTermEnd(today.plusMonths(months))
                        .map(end -> end.plusDays(1).minusMonths(months)))
                .reduce((one, other) -> one.isBefore(other) ? one : other)
                .map(day -> day.isAfter(today) ? day : today.plusDays(1)); // months are not equally long
    }

    private Mono<Void> over(List<EndingTerm> ending, @Nullable String unit) {
        var still = ending.stream()
                .map(term -> new Told(term.committee().id(), term.committee().termEnd()))
                .collect(Collectors.toSet());
        return notices.settle(
                What.TERM_ENDS,
                unit,
                line -> !still.contains(
                        new Told(line.subject(), Objects.requireNonNullElse(line.date(), LocalDate.EPOCH))));
    }

    private Mono<Boolean> told(EndingTerm term, LocalDate today) {
        return Mono.justOrEmpty(lead(term, today))
                .map(months -> occasion(term, months))
                .flatMap(occasion -> notices.revive(occasion).then(telling.once(occasion, concerned(term))));
    }

    /** The last of the leads that has begun: who hears of a term late is not told of all of them at once. */
    private Optional<Integer> lead(EndingTerm term, LocalDate today) {
        var over = term.committee().termEnd().plusDays(1);
        return Stream.of(before, again)
                .filter(months -> !today.isBefore(over.minusMonths(months)))
                .min(Integer::compare);
    }

    private Occasion occasion(EndingTerm term, int months) {
        var committee = term.committee().id();
        var ends = term.committee().termEnd();
        return new Occasion(
                Command.nameOf(What.TERM_ENDS.name(), committee, Integer.toString(months), ends.toString()),
                What.TERM_ENDS,
                committee,
                term.branch().scope(),
                ends.getYear(),
                List.of(),
                ends,
                clock.instant());
    }

    private Mono<Set<String>> concerned(EndingTerm term) {
        var scope = term.branch().scope();
        return Mono.zip(people.branch(scope), people.superior(scope))
                .map(both -> People.joined(both.getT1(), both.getT2()));
    }
}
