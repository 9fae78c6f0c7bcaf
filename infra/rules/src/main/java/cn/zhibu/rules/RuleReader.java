package cn.zhibu.rules;

import cn.zhibu.words.DataFiles;
import cn.zhibu.words.Words;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the rules strictly: an unknown word, a missing text or an impossible rule stops the start. */
final class RuleReader {

    private static final DataFiles FILES = new DataFiles("zhibu/rules/");

    /** Everything that was read, already checked. */
    record Read(
            List<RulePack> packs,
            List<Quorum> quorums,
            List<Decision> decisions,
            List<Article> articles,
            List<Reminder> reminders,
            List<Ban> bans,
            DuesRules dues,
            TransferRules transfers,
            PostRules posts,
            Map<Reason, Words> reasons,
            List<DevelopmentPack> developments,
            List<Workdays.Year> workdays) {}

    private record Quorums(List<Quorum> quorums) {}

    private record Decisions(List<Decision> decisions) {}

    private record Articles(List<Article> articles) {}

    private record Bans(List<Ban> bans) {}

    private record Reminders(List<Reminder> reminders) {}

    private record Reasons(EnumMap<Reason, Words> reasons) {}

    private record Years(List<Workdays.Year> years) {}

    private RuleReader() {}

    static Read read() {
        var read = new Read(
                FILES.all("packs/*.yaml", RulePack.class),
                FILES.one("quorums.yaml", Quorums.class).quorums(),
                FILES.one("decisions.yaml", Decisions.class).decisions(),
                FILES.one("articles.yaml", Articles.class).articles(),
                FILES.one("reminders.yaml", Reminders.class).reminders(),
                FILES.one("bans.yaml", Bans.class).bans(),
                FILES.one("dues.yaml", DuesRules.class),
                FILES.one("transfers.yaml", TransferRules.class),
                FILES.one("posts.yaml", PostRules.class),
                FILES.one("reasons.yaml", Reasons.class).reasons(),
                FILES.all("developments/*.yaml", DevelopmentPack.class),
                FILES.one("workdays.yaml", Years.class).years());
        check(read);
        return read;
    }

    static RulePack pack(InputStream yaml) {
        var pack = DataFiles.parse(yaml, RulePack.class);
        refuse(faults(pack));
        return pack;
    }

    static DevelopmentPack development(InputStream yaml) {
        var pack = DataFiles.parse(yaml, DevelopmentPack.class);
        refuse(pack.faults());
        return pack;
    }

    private static void check(Read read) {
        var faults = new ArrayList<String>();
        read.packs().forEach(pack -> faults.addAll(faults(pack)));
        var rules = read.packs().stream().flatMap(pack -> pack.rules().stream()).toList();
        Revisions.of(rules).forEach(rule -> rule.fault().ifPresent(faults::add));
        for (var quorum : read.quorums()) {
            if (quorum.present() != null && !quorum.present().sound()
                    || quorum.passes() != null && !quorum.passes().sound()) {
                faults.add(quorum.id() + ": a share is one of two numbers, the first not above the second");
            }
        }
        decisions(read, faults);
        faults.addAll(read.dues().faults());
        faults.addAll(read.transfers().faults());
        faults.addAll(
                read.posts().faults(read.articles().stream().map(Article::id).collect(Collectors.toSet())));
        read.articles().forEach(article -> articles(article, faults));
        for (var about : Reminder.About.values()) {
            var those = read.reminders().stream()
                    .filter(each -> each.about() == about)
                    .toList();
            if (those.size() != 1 || those.get(0).monthsBefore() < 1) {
                faults.add("exactly one reminder says how long before the end of a " + about + " one is asked for");
            }
        }
        for (var reason : Reason.values()) {
            if (!read.reasons().containsKey(reason)) {
                faults.add("no words for the reason " + reason);
            }
        }
        read.developments().forEach(pack -> faults.addAll(pack.faults()));
        faults.addAll(Workdays.faults(read.workdays()));
        refuse(faults);
    }

    private static void articles(Article article, List<String> faults) {
        var part = article.atMost();
        if (part != null && !new Quorum.Share(part, null).sound()) {
            faults.add(article.id() + ": a part is one of two numbers, the first not above the second");
        }
        if (article.hours() != null && article.hours() < 1) {
            faults.add(article.id() + " asks for no hours");
        }
    }

    /** A decision stands once, and each meeting that has the power knows what it takes. */
    private static void decisions(Read read, List<String> faults) {
        var ids = new HashSet<String>();
        for (var decision : read.decisions()) {
            if (!ids.add(decision.id())) {
                faults.add("decision " + decision.id() + " stands twice");
            }
            decision.forms().stream()
                    .filter(form -> read.quorums().stream().noneMatch(each -> takes(each, form, decision.id())))
                    .forEach(form ->
                            faults.add("decision " + decision.id() + ": nothing says what it takes in " + form));
        }
        for (var quorum : read.quorums()) {
            var named = quorum.decisions();
            if (named != null && !ids.containsAll(named)) {
                faults.add(quorum.id() + ": a decision that is not there");
            }
        }
    }

    private static boolean takes(Quorum quorum, String form, String decision) {
        return quorum.form().equals(form)
                && quorum.passes() != null
                && (quorum.decisions() == null || quorum.isOf(decision));
    }

    private static List<String> faults(RulePack pack) {
        var faults = new ArrayList<String>();
        for (var rule : pack.rules()) {
            var where = pack.id() + " " + rule.id();
            rule.condition();
            var metBy = rule.metBy();
            var ways = (metBy.sessions().isEmpty() ? 0 : 1)
                    + (metBy.kind() == null ? 0 : 1)
                    + (metBy.committee() == null ? 0 : 1);
            if (ways != 1) {
                faults.add(where + " must be met in exactly one way");
            }
            if ((rule.period() == RulePack.Period.ONCE) != (metBy.committee() != null)) {
                faults.add(where + ": a committee meets what is done once, and nothing else does");
            }
            if (rule.times() < 1) {
                faults.add(where + " asks for nothing");
            }
        }
        return faults;
    }

    static void refuse(List<String> faults) {
        if (!faults.isEmpty()) {
            throw new IllegalStateException("the rules are faulty: " + String.join("; ", faults));
        }
    }
}
