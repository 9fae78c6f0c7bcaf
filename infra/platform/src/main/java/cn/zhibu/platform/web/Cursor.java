package cn.zhibu.platform.web;

import cn.zhibu.platform.input.InputFault;
import cn.zhibu.platform.problem.PlatformProblem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.Criteria;

/**
 * The place in an ordered list behind one of its lines: what the line is ordered by, as text that only this service reads.
 * The last of it is the id or another field that no two lines share, so that no two stand at the same place.
 */
record Cursor(Map<String, Object> place) {

    private static final int LONGEST = 2000;

    static Cursor read(String text, Sort order) {
        try {
            var json = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            var place = Document.parse(json);
            var known = text.length() <= LONGEST
                    && List.copyOf(place.keySet()).equals(fields(order))
                    && place.values().stream().allMatch(Cursor::plain);
            if (known) {
                return new Cursor(place);
            }
        } catch (RuntimeException unreadable) {
            // said below, as of any other text that is no cursor
        }
        throw PlatformProblem.parameter("after", new InputFault("NOT_A_CURSOR"));
    }

    /** Nothing that the store would take for a condition of its own. */
    private static boolean plain(Object value) {
        return value != null
                && !(value instanceof Map)
                && !(value instanceof Collection)
                && !(value instanceof Pattern)
                && !value.getClass().getPackageName().startsWith("org.bson");
    }

    String text() {
        var json = new Document(place).toJson();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Whatever stands behind this place: later in the first field, or the same there and later in the next. That it is not
     * earlier in the first field follows from this, and is said beside it: an index begins there and not at the first page.
     */
    Criteria behind(Sort order) {
        var ways = new ArrayList<Criteria>();
        var same = new ArrayList<Criteria>();
        for (var by : order) {
            var value = Optional.ofNullable(place.get(by.getProperty())).orElseThrow();
            var field = Criteria.where(by.getProperty());
            var all = new ArrayList<>(same);
            all.add(by.isDescending() ? field.lt(value) : field.gt(value));
            ways.add(all.size() == 1 ? all.get(0) : new Criteria().andOperator(all));
            same.add(Criteria.where(by.getProperty()).is(value));
        }
        return ways.size() == 1
                ? ways.get(0)
                : new Criteria().andOperator(from(order.iterator().next()), new Criteria().orOperator(ways));
    }

    private Criteria from(Sort.Order by) {
        var field = Criteria.where(by.getProperty());
        var value = Objects.requireNonNull(place.get(by.getProperty()));
        return by.isDescending() ? field.lte(value) : field.gte(value);
    }

    static List<String> fields(Sort order) {
        return order.stream().map(Sort.Order::getProperty).toList();
    }
}
