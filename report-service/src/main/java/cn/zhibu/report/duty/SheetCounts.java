package cn.zhibu.report.duty;

import cn.zhibu.report.duty.Counts.Count;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bson.Document;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Adds up in the store what the sheets of many branches keep of themselves. */
@Component
class SheetCounts {

    private static final String TALLY = "judgement.tally.";
    private static final List<String> KINDS = List.of("met", "due", "overdue", "late");

    private final ReactiveMongoTemplate mongo;

    SheetCounts(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** @param rules the rules that are counted */
    Mono<Counts> of(Criteria which, Collection<String> rules) {
        var wanted = new LinkedHashMap<String, String>();
        rules.forEach(rule -> wanted.put("r" + wanted.size(), "rules." + rule));
        IntStream.rangeClosed(1, 12).forEach(month -> wanted.put("m" + month, "months." + Tally.twoDigits(month)));
        var summing = Aggregation.newAggregation(
                DutySheet.class, Aggregation.match(which), Aggregation.stage(new Document("$group", group(wanted))));
        return mongo.aggregate(summing, Document.class)
                .next()
                .defaultIfEmpty(new Document())
                .map(summed -> counts(summed, wanted));
    }

    private static Document group(Map<String, String> wanted) {
        var group = new Document("_id", null).append("branches", sum(1)).append("late", sum("$" + TALLY + "late"));
        wanted.forEach(
                (name, path) -> KINDS.forEach(kind -> group.append(name + kind, sum("$" + TALLY + path + "." + kind))));
        return group;
    }

    private static Document sum(Object what) {
        return new Document("$sum", what);
    }

    private static Counts counts(Document summed, Map<String, String> wanted) {
        var rules = new LinkedHashMap<String, Count>();
        var months = new LinkedHashMap<Integer, Count>();
        wanted.forEach((name, path) -> {
            var count = new Count(
                    number(summed, name + "met"),
                    number(summed, name + "due"),
                    number(summed, name + "overdue"),
                    number(summed, name + "late"));
            if (name.startsWith("m")) {
                months.put(Integer.parseInt(name.substring(1)), count);
            } else {
                rules.put(path.substring("rules.".length()), count);
            }
        });
        return new Counts(number(summed, "branches"), number(summed, "late"), rules, months);
    }

    private static int number(Document summed, String name) {
        return summed.get(name) instanceof Number number ? number.intValue() : 0;
    }
}
