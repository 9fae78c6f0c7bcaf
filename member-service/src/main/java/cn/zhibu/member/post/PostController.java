package cn.zhibu.member.post;

import cn.zhibu.member.post.PostViews.BranchView;
import cn.zhibu.member.post.PostViews.EndingView;
import cn.zhibu.member.post.PostViews.TermView;
import cn.zhibu.member.post.PostViews.VacancyView;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import cn.zhibu.rules.RuleService;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Posts of branches, what is vacant and which terms end, over HTTP; the id in a path is that of the branch. */
@RestController
@RequestMapping("/api/member/v1/posts")
@Reads
class PostController {

    private final PostService service;
    private final RuleService rules;
    private final Clock clock;

    PostController(PostService service, RuleService rules, Clock clock) {
        this.service = service;
        this.rules = rules;
        this.clock = clock;
    }

    /** Branches in which a post is vacant (BR-15, BR-18), those with the most first. */
    @GetMapping("/vacancies")
    Mono<Page<VacancyView>> vacancies(
            @RequestParam(required = false) @Nullable String below, PageQuery page, Caller caller) {
        return service.vacancies(below, page, caller).map(found -> found.map(VacancyView::of));
    }

    /** Branches whose term ends within the time of the superior's reminder (BR-19), or is over (BR-20); soonest first. */
    @GetMapping("/terms")
    Mono<Page<EndingView>> terms(
            @RequestParam(required = false) @Nullable String below, PageQuery page, Caller caller) {
        return service.terms(below, page, caller).map(found -> found.map(sheet -> view(sheet, caller)));
    }

    /** What posts a branch has today, who holds them and what is vacant. */
    @GetMapping("/{id}")
    Mono<BranchView> one(@PathVariable String id, Caller caller) {
        return service.one(id, caller).map(branch -> BranchView.of(branch, rules));
    }

    /** The superior reminds the branch of the election; for reviewers and administrators above it. */
    @PostMapping("/{id}/reminders")
    Mono<EndingView> remind(@PathVariable String id, Caller caller) {
        return service.remind(id, caller).map(sheet -> view(sheet, caller));
    }

    private EndingView view(BranchPosts sheet, Caller caller) {
        return new EndingView(
                sheet.scope().unit(),
                TermView.of(sheet, LocalDate.now(clock), rules),
                PostService.reminds(sheet.scope(), caller));
    }
}
