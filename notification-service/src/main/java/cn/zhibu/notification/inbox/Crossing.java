package cn.zhibu.notification.inbox;

import cn.zhibu.rules.Article;
import cn.zhibu.rules.RuleService;
import java.util.Comparator;
import java.util.Optional;

/**
 * What a notice of a crossed threshold is about, written as its subject: the branch, the threshold, the rule that holds since, and
 * how many members there are.
 *
 * @param reached whether the threshold is reached now, or no longer
 */
public record Crossing(String unit, String threshold, boolean reached, String rule, int members) {

    private static final String BETWEEN = "|";

    /** What is settled by the opposite of it: everything up to the rule. */
    public static String stem(String unit, String threshold, boolean reached) {
        return String.join(BETWEEN, unit, threshold, Boolean.toString(reached)) + BETWEEN;
    }

    public String subject() {
        return stem(unit, threshold, reached) + rule + BETWEEN + members;
    }

    public static Crossing of(String subject) {
        var parts = subject.split("[" + BETWEEN + "]", 5);
        return new Crossing(parts[0], parts[1], Boolean.parseBoolean(parts[2]), parts[3], Integer.parseInt(parts[4]));
    }

    /** The rule's article, the newest where there are several. */
    public Optional<Article> article(RuleService rules) {
        return rules.articles(rule).max(Comparator.comparing(Article::from));
    }
}
