package cn.zhibu.rules;

import cn.zhibu.rules.RulePack.Rule;
import cn.zhibu.words.Language;
import cn.zhibu.words.Words;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules as the services read them; read once at the start and never changed while running. */
public final class RuleService {

    private final RuleReader.Read read;
    private final List<Rule> rules;
    private final Map<String, Words> names = new HashMap<>();
    private final List<DevelopmentPack> developments;
    private final Workdays workdays;

    RuleService(RuleReader.Read read) {
        this.read = read;
        this.rules = read.packs().stream()
                .flatMap(pack -> pack.rules().stream())
                .sorted(Comparator.comparing(Rule::id).thenComparing(Rule::from))
                .toList();
        this.developments = read.developments().stream()
                .sorted(Comparator.comparing(DevelopmentPack::from))
                .toList();
        this.workdays = new Workdays(read.workdays());
        rules.forEach(rule -> names.put(rule.id(), rule.names()));
        read.reminders().forEach(reminder -> names.put(reminder.id(), reminder.names()));
    }

    /** The rules on the class path. */
    public static RuleService onClassPath() {
        return new RuleService(RuleReader.read());
    }

    /** Every entry of every rule, by id and first day. */
    public List<Rule> rules() {
        return rules;
    }

    /** Names and versions of the packs, as an accepted report keeps them. */
    public Map<String, Integer> versions() {
        return read.packs().stream().collect(Collectors.toMap(RulePack::id, RulePack::version));
    }

    public Words reason(Reason reason) {
        return Objects.requireNonNull(read.reasons().get(reason));
    }

    /** What a rule or a reminder is called; its id, where it is no longer known. */
    public String name(String rule, Language language) {
        var words = names.get(rule);
        return words == null ? rule : words.in(language);
    }

    public List<Quorum> quorums() {
        return read.quorums();
    }

    /** What made a meeting of the form valid on the day, whatever it decided. */
    public Optional<Quorum> quorum(String form, LocalDate day) {
        return of(form, day)
                .filter(quorum -> quorum.decisions() == null && quorum.present() != null)
                .findFirst();
    }

    /** What the decision took in a meeting of the form on the day. */
    public Optional<Quorum> majority(String form, String decision, LocalDate day) {
        return of(form, day)
                .filter(quorum -> quorum.isOf(decision) && quorum.passes() != null)
                .findFirst()
                .or(() -> of(form, day)
                        .filter(quorum -> quorum.decisions() == null && quorum.passes() != null)
                        .findFirst());
    }

    private Stream<Quorum> of(String form, LocalDate day) {
        return read.quorums().stream().filter(quorum -> quorum.form().equals(form) && quorum.inForceOn(day));
    }

    public List<Decision> decisions() {
        return read.decisions();
    }

    public Optional<Decision> decision(String id) {
        return read.decisions().stream()
                .filter(decision -> decision.id().equals(id))
                .findFirst();
    }

    /** The point of that id that was in force on the day. */
    public Optional<Article> article(String id, LocalDate day) {
        return read.articles().stream()
                .filter(article -> article.id().equals(id) && article.inForceOn(day))
                .findFirst();
    }

    /** Every entry of the point of that id. */
    public Stream<Article> articles(String id) {
        return read.articles().stream().filter(article -> article.id().equals(id));
    }

    public Reminder reminder(Reminder.About about) {
        return read.reminders().stream()
                .filter(each -> each.about() == about)
                .findFirst()
                .orElseThrow();
    }

    /** The versions of the rules on the development of members, oldest first. */
    public List<DevelopmentPack> developments() {
        return developments;
    }

    /** The version in force on a day; the oldest for what was before it. */
    public DevelopmentPack development(LocalDate day) {
        var pack = developments.get(0);
        for (var each : developments) {
            if (!each.from().isAfter(day)) {
                pack = each;
            }
        }
        return pack;
    }

    public Workdays workdays() {
        return workdays;
    }

    /** How dues are reckoned, and what is to be done with them. */
    public DuesRules dues() {
        return read.dues();
    }

    /** What asks for the transfer of a member, and how long its papers hold. */
    public TransferRules transfers() {
        return read.transfers();
    }

    /** Which posts a branch has, and at which numbers of members that changes. */
    public PostRules posts() {
        return read.posts();
    }

    /** What nobody may make of the product. */
    public List<Ban> bans() {
        return read.bans();
    }

    /** One pack from its file; also used by the tests that hand in broken ones. */
    public static RulePack pack(InputStream yaml) {
        return RuleReader.pack(yaml);
    }

    /** Two entries of a rule in force on one day are refused. */
    public static void check(List<Rule> rules) {
        RuleReader.refuse(Revisions.of(rules).stream()
                .flatMap(rule -> rule.fault().stream())
                .toList());
    }
}
