package cn.zhibu.activity.disclosure;

import cn.zhibu.platform.input.OneLine;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Enters;
import cn.zhibu.platform.security.Open;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The page of a branch that needs no login: kept by the branch, read by everybody who has its address. */
@RestController
@RequestMapping("/api/activity/v1")
class PublicPageController {

    record Keeping(
            @NotNull @OneLine(value = 60, name = true) String title,
            @NotNull @Nullable Boolean open) {}

    /** {@code token} is the end of the page's address; {@code title} and {@code token} are missing where it never had one. */
    record Kept(
            boolean open, @Nullable String title, @Nullable String token) {

        static Kept of(PublicPage page) {
            return new Kept(page.open(), page.title(), page.token());
        }
    }

    /** What everybody may read. */
    record Line(
            String id,
            String content,
            Disclosure.Category category,
            String text,
            LocalDate publishedOn,
            @Nullable LocalDate until) {

        static Line of(Disclosure disclosure) {
            var body = disclosure.body();
            var on = disclosure.publishedOn();
            return new Line(
                    disclosure.id(),
                    body.content(),
                    body.category(),
                    body.text(),
                    on == null ? disclosure.proposedOn() : on,
                    body.until());
        }
    }

    record Everybody(String title, Page<Line> disclosures) {}

    private final PublicPages pages;

    PublicPageController(PublicPages pages) {
        this.pages = pages;
    }

    @Reads
    @GetMapping("/branches/{unit}/public-page")
    Mono<Kept> page(@PathVariable String unit, Caller caller) {
        return pages.of(unit, caller).map(Kept::of).defaultIfEmpty(new Kept(false, null, null));
    }

    @Enters
    @PostMapping("/branches/{unit}/public-page")
    Mono<Kept> keep(@PathVariable String unit, @Valid @RequestBody Keeping request, Caller caller) {
        return pages.keep(unit, request.title(), Boolean.TRUE.equals(request.open()), caller)
                .map(Kept::of);
    }

    @Open
    @GetMapping("/open/pages/{token}")
    Mono<Everybody> open(@PathVariable String token, PageQuery page) {
        return pages.open(token, page)
                .map(shown ->
                        new Everybody(shown.page().title(), shown.disclosures().map(Line::of)));
    }
}
