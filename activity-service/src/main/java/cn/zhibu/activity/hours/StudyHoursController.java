package cn.zhibu.activity.hours;

import cn.zhibu.platform.input.CalendarYear;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.rules.Article;
import cn.zhibu.rules.Ban;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The study hours of a branch over HTTP. */
@RestController
@RequestMapping("/api/activity/v1/branches/{unit}/study-hours")
class StudyHoursController {

    /** {@code hours} of a year that it asks for. */
    record ArticleView(
            String rule,
            Map<String, String> names,
            Map<String, String> text,
            Map<String, String> regulation,
            Map<String, String> article,
            String mark,
            @Nullable Integer hours) {

        static ArticleView of(Article article) {
            return new ArticleView(
                    article.id(),
                    article.names().texts(),
                    article.text().texts(),
                    article.regulation().texts(),
                    article.article().texts(),
                    article.mark().name(),
                    article.hours());
        }

        static ArticleView of(Ban ban) {
            return new ArticleView(
                    ban.id(),
                    ban.names().texts(),
                    ban.names().texts(),
                    ban.regulation().texts(),
                    ban.article().texts(),
                    ban.mark().name(),
                    null);
        }
    }

    /** A session, or the record of a training; {@code hours} of each who took part. */
    record OccasionView(Occasion.Sort sort, String id, LocalDate date, String title, BigDecimal hours) {

        static OccasionView of(Occasion occasion) {
            return new OccasionView(
                    occasion.sort(), occasion.id(), occasion.date(), occasion.title(), occasion.hours());
        }
    }

    /** {@code until} is the first day on which the member no longer belongs to the branch. */
    record StayView(LocalDate from, @Nullable LocalDate until) {}

    /**
     * {@code stays} where the member was not here the whole year; {@code asked} study hours of a whole year, none of who is
     * exempt; {@code from} places in the list of occasions.
     */
    record MemberView(
            String member,
            List<StayView> stays,
            @Nullable String post,
            BigDecimal hours,
            @Nullable Integer asked,
            boolean exempt,
            List<Integer> from) {

        static MemberView of(StudyYear.Line line) {
            return new MemberView(
                    line.member(),
                    line.stays().stream()
                            .map(stay -> new StayView(stay.from(), stay.until()))
                            .toList(),
                    line.post(),
                    line.hours(),
                    line.asked(),
                    line.exempt(),
                    line.from());
        }
    }

    /** {@code on}: by the branch of that day. {@code members} in the order of the roster; {@code exemptions} for the branch alone. */
    record YearView(
            String unit,
            int year,
            LocalDate on,
            List<ArticleView> articles,
            @Nullable ArticleView source,
            List<OccasionView> occasions,
            List<MemberView> members,
            @Nullable List<StudyExemptionController.View> exemptions) {

        static YearView of(StudyHoursService.Year year) {
            var exemptions = year.exemptions();
            return new YearView(
                    year.unit(),
                    year.days().first().getYear(),
                    year.days().on(),
                    year.articles().stream().map(ArticleView::of).toList(),
                    year.ban().map(ArticleView::of).orElse(null),
                    year.occasions().stream().map(OccasionView::of).toList(),
                    year.lines().stream().map(MemberView::of).toList(),
                    exemptions == null
                            ? null
                            : exemptions.stream()
                                    .map(StudyExemptionController.View::of)
                                    .toList());
        }
    }

    private final StudyHoursService service;

    StudyHoursController(StudyHoursService service) {
        this.service = service;
    }

    @Reads
    @GetMapping
    Mono<YearView> year(
            @PathVariable String unit,
            @RequestParam(required = false) @CalendarYear @Nullable Integer year,
            Caller caller) {
        return service.year(unit, year, caller).map(YearView::of);
    }
}
