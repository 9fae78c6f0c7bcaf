package cn.zhibu.kit.query;

import com.mongodb.reactivestreams.client.MongoClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says which of the questions that were asked no index answers. */
public final class Judge {

    private final Explaining store;
    private final Unindexed unindexed;
    private final Map<Shape, Plan> plans = new TreeMap<>();

    /** @param client one to which nobody listens */
    public Judge(MongoClient client) {
        this(Explaining.by(client), Unindexed.read());
    }

    Judge(Explaining store, Unindexed unindexed) {
        this.store = store;
        this.unindexed = unindexed;
    }

    /** What is at fault among the questions that nobody has judged yet. */
    public List<String> faults(Questions questions) {
        var faults = new ArrayList<String>();
        questions.waiting().forEach((shape, question) -> {
            var indexes = store.indexes(question);
            var plan = indexes.isEmpty() ? Plan.NONE : store.plan(question);
            if (plan.unknown()) {
                questions.dropped(shape);
                return;
            }
            questions.judged(shape);
            plans.put(shape, plan);
            if ((plan.byIndex() || question.needsNone()) == unindexed.shapes().contains(shape)) {
                faults.add(said(shape, plan, indexes));
            }
        });
        return faults;
    }

    /** How everything was answered so far, for people. */
    public String answered() {
        return plans.entrySet().stream()
                .map(each -> each.getKey() + "\n    " + each.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private static String said(Shape shape, Plan plan, List<String> indexes) {
        var fault = plan.byIndex()
                ? "is answered by an index and needs no row among the queries without one"
                : "is answered by no index, and is no row among the queries without one";
        return shape + "\n  " + fault + " (infra/docs/database.md)\n  plan: " + plan + "\n  indexes there are: "
                + String.join(", ", indexes);
    }
}
