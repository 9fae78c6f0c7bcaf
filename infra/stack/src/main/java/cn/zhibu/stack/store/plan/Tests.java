package cn.zhibu.stack.store.plan;

import cn.zhibu.stack.store.language.Condition;
import cn.zhibu.stack.store.language.Condition.All;
import cn.zhibu.stack.store.language.Condition.Any;
import cn.zhibu.stack.store.language.Condition.Element;
import cn.zhibu.stack.store.language.Condition.Test;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What every document that matches has to meet, by path, and the alternatives beside.
 *
 * @param parts how many parts the condition has; what of them an index did not take, the documents are judged by
 */
record Tests(Map<String, List<Test>> byPath, List<Any> alternatives, int parts) {

    static Tests of(Condition condition) {
        var byPath = new HashMap<String, List<Test>>();
        var alternatives = new ArrayList<Any>();
        int parts = gather(condition, "", byPath, alternatives);
        return new Tests(byPath, alternatives, parts);
    }

    private static int gather(
            Condition condition, String before, Map<String, List<Test>> byPath, List<Any> alternatives) {
        if (condition instanceof All all) {
            int parts = 0;
            for (Condition each : all.conditions()) {
                parts += gather(each, before, byPath, alternatives);
            }
            return parts;
        } else if (condition instanceof Any any && any.conditions().size() == 1) {
            return gather(any.conditions().get(0), before, byPath, alternatives);
        } else if (condition instanceof Any any && before.isEmpty()) {
            alternatives.add(any);
        } else if (condition instanceof Test test) {
            var path = joined(before, test.path());
            byPath.computeIfAbsent(path, key -> new ArrayList<>()).add(new Test(path, test.operator(), test.operand()));
        } else if (condition instanceof Element element && !element.path().isEmpty()) {
            // Not within an array of an array, whose elements no key holds. One more than its tests: that one element
            // meets them all is for the document to show.
            return 1 + gather(element.condition(), joined(before, element.path()), byPath, alternatives);
        }
        return 1;
    }

    private static String joined(String before, String path) {
        return before.isEmpty() || path.isEmpty() ? before + path : before + "." + path;
    }

    List<Test> on(String path) {
        return byPath.getOrDefault(path, List.of());
    }

    /** Whether a document that meets them has something at this path. */
    boolean implyPresence(String path) {
        return on(path).stream().anyMatch(Tests::impliesPresence);
    }

    private static boolean impliesPresence(Test test) {
        return switch (test.operator()) {
            case EQ -> !test.operand().isNull();
            case IN -> test.operand().asArray().stream().noneMatch(value -> value.isNull());
            case GT, GTE, LT, LTE, REGEX -> !test.operand().isNull();
            case EXISTS -> test.operand().asBoolean().getValue();
            case NE -> test.operand().isNull();
        };
    }
}
