package cn.zhibu.activity.session;

import cn.zhibu.activity.paper.Meeting;
import cn.zhibu.activity.paper.Meeting.Who;
import cn.zhibu.activity.paper.PaperService;
import cn.zhibu.activity.paper.Sheet;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.platform.web.Download;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The minutes and the attendance sheet of a session as Word, with what its own page shows to the same caller. */
@RestController
@RequestMapping("/api/activity/v1/sessions")
class SessionPaperController {

    private final SessionService service;
    private final PaperService papers;

    SessionPaperController(SessionService service, PaperService papers) {
        this.service = service;
        this.papers = papers;
    }

    @Reads
    @GetMapping("/{id}/paper.docx")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = Download.WORD, schema = @Schema(type = "string", format = "binary")))
    Mono<ResponseEntity<byte[]>> paper(
            @PathVariable String id, @RequestParam Sheet sheet, Locale locale, Caller caller) {
        return service.one(id, caller)
                .flatMap(shown ->
                        papers.printed(new PaperService.Subject("session", id), meeting(shown), sheet, locale, caller));
    }

    private static Meeting meeting(SessionService.Shown shown) {
        var session = shown.session();
        var body = session.body();
        var course = body.went();
        return new Meeting(
                session.scope().unit(),
                new Meeting.Head(
                        body.forms().stream().sorted().map(Enum::name).toList(),
                        body.date(),
                        course.start(),
                        course.end(),
                        body.topic(),
                        body.place()),
                led(body.people(), course),
                body.people().attendance().stream()
                        .map(one -> new Meeting.Attended(one.member(), one.present(), one.reason()))
                        .toList(),
                IntStream.range(0, body.agenda().size())
                        .mapToObj(at -> point(shown, at))
                        .toList(),
                shown.minutes());
    }

    private static Meeting.Led led(Session.People people, Course course) {
        var lecturer = course.lecturer();
        return new Meeting.Led(
                new Who(people.chair(), people.chairGuest()),
                people.chairDelegated(),
                new Who(people.recorder(), people.recorderGuest()),
                lecturer == null ? null : new Who(lecturer.member(), lecturer.name()),
                course.observers().stream()
                        .map(one -> one.post() == null ? one.name() : one.name() + " " + one.post())
                        .toList(),
                course.guests());
    }

    private static Meeting.Point point(SessionService.Shown shown, int at) {
        var item = shown.session().body().agenda().get(at);
        var votes = item.votes();
        var about = shown.hidden().contains(item) ? Stream.<Item.Concerned>of() : item.concerned().stream();
        return new Meeting.Point(
                item.title(),
                about.map(one -> new Who(one.member(), one.name())).toList(),
                item.resolution(),
                votes == null ? null : new Meeting.Votes(votes.approve(), votes.disapprove(), votes.abstain()),
                at < shown.rulings().size() ? shown.rulings().get(at).orElse(null) : null);
    }
}
