package cn.zhibu.directory;

import cn.zhibu.rules.Quorum;
import cn.zhibu.rules.RuleService;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Judges a meeting by the quorums of the rules (BR-07, BR-10) and the branch of its day. */
public final class QuorumService {

    private final RuleService rules;

    public QuorumService(RuleService rules) {
        this.rules = rules;
    }

    /** Whether a meeting of that form needed a quorum on the day. */
    public boolean needed(String form, LocalDate day) {
        return rules.quorum(form, day).isPresent();
    }

    /**
     * How a meeting of these forms stands by the quorums in force on its day.
     *
     * @param asked everybody on the list of attendance
     * @param present those of them who were there
     */
    public List<Verdict> judge(
            Collection<String> forms,
            Shape shape,
            LocalDate day,
            Collection<String> asked,
            Collection<String> present) {
        return forms.stream()
                .sorted()
                .flatMap(form -> rules.quorum(form, day).stream())
                .map(quorum -> judge(quorum, counting(quorum, shape, day, asked), present))
                .toList();
    }

    /** The forms that were held without their quorum; they meet no duty. */
    public Set<String> inquorate(
            Collection<String> forms,
            Shape shape,
            LocalDate day,
            Collection<String> asked,
            Collection<String> present) {
        return judge(forms, shape, day, asked, present).stream()
                .filter(verdict -> !verdict.met())
                .map(verdict -> verdict.quorum().form())
                .collect(Collectors.toSet());
    }

    private static Verdict judge(Quorum quorum, Set<String> counting, Collection<String> present) {
        var there =
                (int) Set.copyOf(present).stream().filter(counting::contains).count();
        var share = quorum.present();
        var met = !counting.isEmpty() && (share == null || share.met(there, counting.size()));
        return new Verdict(quorum, counting.size(), there, met);
    }

    /** A branch whose committee is not known by its seats counts those who were asked. */
    private static Set<String> counting(Quorum quorum, Shape shape, LocalDate day, Collection<String> asked) {
        var counted =
                switch (quorum.of()) {
                    case VOTING -> shape.votersOn(day);
                    case SEATED -> shape.seatedOn(day);
                    case EXPECTED -> Set.<String>of();
                };
        return quorum.of() == Quorum.Of.VOTING || !counted.isEmpty() ? counted : Set.copyOf(asked);
    }
}
