package cn.zhibu.kit.query;

import java.util.ArrayList;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;

/**
 * How the store finds what a question asks for, as it says itself when asked to explain it.
 *
 * @param stages from what is answered down to what is read, e.g. <code>FETCH, IXSCAN newest</code>
 */
record Plan(List<String> stages) {

    private static final List<String> BELOW = List.of("inputStage", "inputStages", "innerStage", "outerStage");
    private static final String WHOLE = "COLLSCAN";
    private static final String SORTED = "SORT";
    private static final String NOTHING_THERE = "EOF";

    static final Plan NONE = new Plan(List.of(NOTHING_THERE));

    /** Reads the answer to {@code explain}; in some answers the plan lies one level deeper. */
    static Plan of(BsonDocument answer) {
        var winning = answer.getDocument("queryPlanner").getDocument("winningPlan");
        var stages = new ArrayList<String>();
        walk(winning.isDocument("queryPlan") ? winning.getDocument("queryPlan") : winning, stages);
        if (stages.isEmpty()) {
            throw new IllegalStateException("no plan in " + answer.toJson());
        }
        return new Plan(List.copyOf(stages));
    }

    private static void walk(BsonDocument stage, List<String> stages) {
        if (stage.get("stage") instanceof BsonString name) {
            stages.add(
                    stage.get("indexName") instanceof BsonString index
                            ? name.getValue() + " " + index.getValue()
                            : name.getValue());
        }
        for (var name : BELOW) {
            var below = stage.get(name);
            if (below instanceof BsonDocument one) {
                walk(one, stages);
            } else if (below instanceof BsonArray many) {
                many.forEach(one -> walk(one.asDocument(), stages));
            }
        }
    }

    /** Whether it reads no more than it is asked for, in the order that it is asked for. */
    boolean byIndex() {
        return stages.stream().noneMatch(stage -> stage.equals(WHOLE) || stage.equals(SORTED));
    }

    /** Whether there is no collection yet, so that nothing can be said. */
    boolean unknown() {
        return stages.contains(NOTHING_THERE);
    }

    @Override
    public String toString() {
        return String.join(", ", stages);
    }
}
