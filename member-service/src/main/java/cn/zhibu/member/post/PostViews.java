package cn.zhibu.member.post;

import cn.zhibu.member.post.PostService.Access;
import cn.zhibu.member.term.Sitting.Seat;
import cn.zhibu.rules.Article;
import cn.zhibu.rules.Reminder;
import cn.zhibu.rules.RulePack;
import cn.zhibu.rules.RuleService;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is shown of posts. */
final class PostViews {

    private PostViews() {}

    /** A rule by its id, with its text in both languages, its article and its mark. */
    record RuleView(
            String id,
            Map<String, String> name,
            Map<String, String> text,
            Map<String, String> regulation,
            Map<String, String> article,
            RulePack.Mark mark) {

        static RuleView of(Article article) {
            return new RuleView(
                    article.id(),
                    article.names().texts(),
                    article.text().texts(),
                    article.regulation().texts(),
                    article.article().texts(),
                    article.mark());
        }

        static RuleView of(Reminder reminder) {
            return new RuleView(
                    reminder.id(),
                    reminder.names().texts(),
                    reminder.text().texts(),
                    reminder.regulation().texts(),
                    reminder.article().texts(),
                    reminder.mark());
        }
    }

    /** {@code access}: for administrators, of the secretary. */
    record HolderView(
            String member, LocalDate since, @Nullable Access access) {}

    /** {@code vacantSince} without a day where none was ever entered. */
    record PostView(
            String post,
            boolean required,
            List<HolderView> holders,
            boolean vacant,
            @Nullable LocalDate vacantSince) {}

    record LackView(String post, @Nullable LocalDate since) {}

    record ReminderView(Instant at, String by, LocalDate ends) {}

    /** {@code remindFrom}: from then on the superior is asked to remind; {@code prolongedTo}: the latest end with its consent. */
    record TermView(
            LocalDate on,
            int years,
            LocalDate ends,
            boolean over,
            LocalDate prolongedTo,
            LocalDate remindFrom,
            boolean due,
            List<ReminderView> reminders) {

        static @Nullable TermView of(@Nullable BranchPosts sheet, LocalDate today, RuleService rules) {
            var lead = rules.reminder(Reminder.About.TERM).monthsBefore();
            if (sheet == null || sheet.term() == null || sheet.ends() == null) {
                return null;
            }
            var from = java.util.Objects.requireNonNull(sheet.remindFrom(lead));
            var ends = sheet.ends();
            return new TermView(
                    sheet.term().on(),
                    sheet.term().years(),
                    ends,
                    ends.isBefore(today),
                    ends.plusMonths(rules.posts().prolonged().months()),
                    from,
                    !today.isBefore(from),
                    sheet.remindedOfThis().stream()
                            .map(each -> new ReminderView(each.at(), each.by(), each.ends()))
                            .toList());
        }
    }

    /** A branch's posts today. {@code committee}: whether it has to have one; seats as persons. */
    record BranchView(
            String unit,
            long fullMembers,
            long members,
            boolean committee,
            String rule,
            int leastSeats,
            int usualSeats,
            int mostSeats,
            int seats,
            List<PostView> posts,
            @Nullable TermView term,
            boolean reminds,
            List<CrossedView> thresholds,
            List<RuleView> rules) {

        static BranchView of(PostService.Branch branch, RuleService rules) {
            var posts = branch.posts();
            var today = branch.today();
            var setup = posts.setup(today);
            var held = posts.held(today);
            var seats = setup.seats();
            return new BranchView(
                    branch.place().id(),
                    posts.fullMembers(today),
                    posts.members(today),
                    setup.committee(),
                    setup.rule(),
                    seats.least(),
                    seats.usual(),
                    seats.most(),
                    held.size(),
                    views(branch, held),
                    TermView.of(branch.sheet(), today, rules),
                    branch.reminds(),
                    CrossedView.of(posts, today),
                    ruleViews(rules, today));
        }

        /** The posts that there are to be, and those that are held. */
        private static List<PostView> views(PostService.Branch branch, List<Seat> held) {
            var setup = branch.posts().setup(branch.today());
            var lacks = branch.posts().lacks(branch.today());
            var named = new LinkedHashSet<>(setup.posts());
            named.addAll(setup.optional());
            held.forEach(seat -> named.add(seat.post()));
            var views = new ArrayList<PostView>();
            for (var post : named) {
                var holders = holders(branch, held, post);
                var lack =
                        lacks.stream().filter(each -> each.post().equals(post)).findFirst();
                if (!holders.isEmpty() || setup.posts().contains(post)) {
                    views.add(new PostView(
                            post,
                            setup.posts().contains(post),
                            holders,
                            lack.isPresent(),
                            lack.map(Posts.Lack::since).orElse(null)));
                }
            }
            return views;
        }

        private static List<HolderView> holders(PostService.Branch branch, List<Seat> held, String post) {
            return held.stream()
                    .filter(seat -> seat.post().equals(post))
                    .map(seat -> new HolderView(
                            seat.member(),
                            seat.from(),
                            post.equals(Posts.SECRETARY) ? branch.access(seat.member()) : null))
                    .toList();
        }
    }

    /** A threshold that asks for something today, with the rule that holds; {@code since} without a day: always. */
    record CrossedView(
            String threshold,
            String rule,
            boolean reached,
            int number,
            long members,
            @Nullable LocalDate since) {

        static List<CrossedView> of(Posts posts, LocalDate today) {
            var views = new ArrayList<CrossedView>();
            for (var side : posts.sides(today)) {
                var rule = side.threshold().rule(side.reached());
                if (rule != null) {
                    views.add(new CrossedView(
                            side.threshold().id(),
                            rule,
                            side.reached(),
                            side.threshold().reached(),
                            side.members(),
                            side.since()));
                }
            }
            return views;
        }
    }

    /** A branch in which posts are vacant. */
    record VacancyView(String unit, long fullMembers, List<LackView> posts) {

        static VacancyView of(BranchPosts sheet) {
            return new VacancyView(
                    sheet.scope().unit(),
                    sheet.fullMembers(),
                    sheet.lacks().stream()
                            .map(lack -> new LackView(lack.post(), lack.since()))
                            .toList());
        }
    }

    /** A branch whose term ends soon or is over. */
    record EndingView(String unit, @Nullable TermView term, boolean reminds) {}

    private static List<RuleView> ruleViews(RuleService rules, LocalDate today) {
        var all = new ArrayList<RuleView>();
        for (var id : List.of("BR-01", "BR-02", "BR-03", "BR-14", "BR-15", "BR-17", "BR-18", "BR-20")) {
            rules.article(id, today).map(RuleView::of).ifPresent(all::add);
        }
        all.add(RuleView.of(rules.reminder(Reminder.About.TERM)));
        return all;
    }
}
