package cn.zhibu.activity.calendar;

import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Reads;
import java.time.LocalDate;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The calendar over HTTP. */
@RestController
@RequestMapping("/api/activity/v1/units/{unit}/calendar")
class CalendarController {

    /** Meetings of a day: {@code planned} to come, {@code held} on record. */
    record DayView(LocalDate date, int planned, int held) {

        static DayView of(CalendarService.Day day) {
            return new DayView(day.date(), day.planned(), day.held());
        }
    }

    /** The days that have anything, in order. */
    record View(LocalDate from, LocalDate until, List<DayView> days) {}

    private final CalendarService service;

    CalendarController(CalendarService service) {
        this.service = service;
    }

    @Reads
    @GetMapping
    Mono<View> days(
            @PathVariable String unit, @RequestParam LocalDate from, @RequestParam LocalDate until, Caller caller) {
        return service.days(unit, from, until, caller)
                .map(days ->
                        new View(from, until, days.stream().map(DayView::of).toList()));
    }
}
