package cn.zhibu.activity.session;

import static cn.zhibu.platform.problem.PlatformProblem.INVALID_INPUT;

import cn.zhibu.activity.session.Course.Capacity;
import cn.zhibu.activity.session.Session.AgendaKind;
import cn.zhibu.activity.session.Session.Form;
import cn.zhibu.platform.input.Dated;
import cn.zhibu.platform.input.Identifier;
import cn.zhibu.platform.input.OneLine;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Enters;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.Sought;
import cn.zhibu.process.problem.FieldFault;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Sessions over HTTP. */
@RestController
@RequestMapping("/api/activity/v1/sessions")
class SessionController {

    /**
     * {@code reason} is asked for when a session is corrected, which says all of it: what is left out is empty;
     * {@code hours} in study hours; {@code start} and {@code end} as times of the day in China; {@code observers} sat in without a
     * vote, {@code guests} counts further persons; {@code delegated}: the secretary had asked who chaired to do so; {@code again} says that a second meeting of that form on that day is meant;
     * {@code plan} by which it was held, said when it is entered; {@code tasks} are key tasks that it was about.
     */
    record Entry(
            @NotNull @Identifier String unit,
            @NotEmpty Set<Form> forms,
            @NotNull @Dated(Dated.Of.EVENT) LocalDate date,
            @NotNull @OneLine(value = 100, name = true) String topic,
            @OneLine(60) @Nullable String place,
            @Identifier @Nullable String chair,
            @OneLine(value = 40, name = true) @Nullable String chairGuest,
            @Nullable Boolean delegated,
            @Identifier @Nullable String recorder,
            @OneLine(value = 40, name = true) @Nullable String recorderGuest,
            @DecimalMin("0.5") @DecimalMax("24") @Nullable BigDecimal hours,
            @Size(max = 30) @Identifier @Nullable List<String> groups,
            @NotEmpty @Size(max = 500) List<@Valid AttendanceEntry> attendance,
            @Size(max = 30) @Nullable List<@Valid ItemEntry> agenda,
            @Size(max = 20000) @Nullable String minutes,
            @Size(max = 30) @Identifier @Nullable List<String> evidence,
            @Nullable LocalTime start,
            @Nullable LocalTime end,
            @Valid @Nullable LecturerEntry lecturer,
            @Size(max = 50) @Nullable List<@Valid ObserverEntry> observers,
            @PositiveOrZero @Max(10000) @Nullable Integer guests,
            @Nullable Boolean imported,
            @Nullable Boolean again,
            @Identifier @Nullable String plan,
            @Size(max = 10) @Identifier @Nullable List<String> tasks,
            @Size(max = 200) @Nullable String reason) {

        SessionService.Draft draft() {
            var people = new Session.People(
                    chair,
                    chairGuest,
                    recorder,
                    recorderGuest,
                    groups == null ? List.of() : groups,
                    attendance.stream().map(AttendanceEntry::attendance).toList(),
                    Boolean.TRUE.equals(delegated) ? true : null);
            var items = agenda == null
                    ? List.<Item>of()
                    : agenda.stream().map(ItemEntry::item).toList();
            var body =
                    new Session.Body(forms, date, topic, people, items, place, hours, null, evidence, course(), tasks);
            return new SessionService.Draft(body, minutes, Boolean.TRUE.equals(again));
        }

        private @Nullable Course course() {
            var course = new Course(
                    start == null ? null : start.truncatedTo(ChronoUnit.MINUTES).toString(),
                    end == null ? null : end.truncatedTo(ChronoUnit.MINUTES).toString(),
                    lecturer == null ? null : lecturer.lecturer(),
                    observers == null
                            ? List.of()
                            : observers.stream()
                                    .map(one -> new Course.Observer(one.name(), one.post()))
                                    .toList(),
                    guests == null ? 0 : guests);
            return course.equals(Course.UNTOLD) ? null : course;
        }
    }

    /** A member who was there, or else a name. */
    record LecturerEntry(
            @Identifier @Nullable String member,
            @OneLine(value = 40, name = true) @Nullable String name,
            @NotNull Capacity capacity) {

        Course.Lecturer lecturer() {
            if (member == null && name == null) {
                throw INVALID_INPUT.with(List.of(FieldFault.of("/lecturer/name", "REQUIRED")));
            }
            return new Course.Lecturer(member, name, capacity);
        }
    }

    record ObserverEntry(
            @NotNull @OneLine(value = 40, name = true) String name,
            @OneLine(60) @Nullable String post) {}

    record AttendanceEntry(
            @NotNull @Identifier String member,
            @NotNull Boolean present,
            @Size(max = 60) @Nullable String reason) {
        Session.Attendance attendance() {
            return new Session.Attendance(member, present, reason);
        }
    }

    record ItemEntry(
            @NotNull @OneLine(value = 100, name = true) String title,
            @NotNull AgendaKind kind,
            @Size(max = 1000) @Nullable String resolution,
            @Valid @Nullable VotesEntry votes,
            @Identifier @Nullable String decision,
            @Size(max = 30) @Nullable List<@Valid ConcernedEntry> about) {

        Item item() {
            var counted = votes == null ? null : new Item.Votes(votes.approve(), votes.disapprove(), votes.abstain());
            var persons = about == null
                    ? List.<Item.Concerned>of()
                    : about.stream().map(ConcernedEntry::concerned).toList();
            return new Item(title, kind, resolution, counted, decision, persons);
        }
    }

    /** A member of the branch, or else a name. */
    record ConcernedEntry(
            @Identifier @Nullable String member,
            @OneLine(value = 40, name = true) @Nullable String name) {

        Item.Concerned concerned() {
            return new Item.Concerned(member, member == null ? name : null);
        }
    }

    record VotesEntry(
            @NotNull @PositiveOrZero @Max(100000) Integer approve,
            @NotNull @PositiveOrZero @Max(100000) Integer disapprove,
            @NotNull @PositiveOrZero @Max(100000) Integer abstain) {}

    record Withdrawal(@NotBlank @Size(max = 200) String reason) {}

    private final SessionService service;

    SessionController(SessionService service) {
        this.service = service;
    }

    @Reads
    @GetMapping
    Mono<Page<SessionViews.Line>> list(
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable Form form,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate until,
            @RequestParam(required = false) @Nullable String state,
            Sought sought,
            Caller caller) {
        return service.list(new Sessions.Wanted(unit, form, from, until, state, null), sought, caller)
                .map(found -> found.map(
                        listed -> SessionViews.Line.of(listed.session(), listed.inquorate(), listed.outcomes())));
    }

    /** Those that were about a key task, as far as the caller sees them. */
    @Reads
    @GetMapping("/about/{task}")
    Mono<Page<SessionViews.Line>> about(@PathVariable String task, Sought sought, Caller caller) {
        return service.list(new Sessions.Wanted(null, null, null, null, null, task), sought, caller)
                .map(found -> found.map(
                        listed -> SessionViews.Line.of(listed.session(), listed.inquorate(), listed.outcomes())));
    }

    @Reads
    @GetMapping("/{id}")
    Mono<SessionViews.View> one(@PathVariable String id, Caller caller) {
        return service.one(id, caller).map(SessionViews.View::of);
    }

    /** Every version, oldest first, the one in force last. */
    @Reads
    @GetMapping("/{id}/versions")
    Mono<List<SessionViews.View>> versions(@PathVariable String id, Caller caller) {
        return service.versions(id, caller)
                .map(all -> all.stream().map(SessionViews.View::of).toList());
    }

    @Enters
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<SessionViews.View> hold(@Valid @RequestBody Entry request, Caller caller) {
        return service.hold(
                        request.unit(),
                        request.draft(),
                        Boolean.TRUE.equals(request.imported()),
                        request.plan(),
                        caller)
                .map(SessionViews.View::of);
    }

    @Enters
    @PutMapping("/{id}")
    Mono<SessionViews.View> correct(@PathVariable String id, @Valid @RequestBody Entry request, Caller caller) {
        var reason = request.reason() == null ? "" : request.reason();
        return service.correct(id, request.draft(), reason, caller).map(SessionViews.View::of);
    }

    @Enters
    @PostMapping("/{id}/withdrawal")
    Mono<SessionViews.View> withdraw(@PathVariable String id, @Valid @RequestBody Withdrawal request, Caller caller) {
        return service.withdraw(id, request.reason(), caller).map(SessionViews.View::of);
    }
}
