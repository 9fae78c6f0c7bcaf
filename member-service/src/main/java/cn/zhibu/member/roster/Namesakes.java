package cn.zhibu.member.roster;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells people of one name apart by the first thing in which they all differ. */
final class Namesakes {

    /** By what a namesake is told apart; a number where nothing else will do. */
    enum Kind {
        BORN,
        JOINED_PARTY,
        JOINED_BRANCH,
        NUMBER
    }

    /** What stands beside a name that others have too: a month ({@code 1985-03}), a day or a number. */
    record Mark(Kind kind, String value) {}

    private Namesakes() {}

    /** The marks of those who share their name with somebody among these. */
    static Map<String, Mark> marks(List<Person> people) {
        var marks = new HashMap<String, Mark>();
        people.stream().collect(Collectors.toMap(Person::id, Function.identity(), (one, same) -> one)).values().stream()
                .collect(Collectors.groupingBy(person -> person.identity().name()))
                .values()
                .stream()
                .filter(same -> same.size() > 1)
                .forEach(same -> marks.putAll(apart(same)));
        return marks;
    }

    private static Map<String, Mark> apart(List<Person> same) {
        return differing(same, Kind.BORN, person -> month(person.identity().born()))
                .or(() -> differing(
                        same, Kind.JOINED_PARTY, person -> day(person.last().joinedParty())))
                .or(() -> differing(
                        same, Kind.JOINED_BRANCH, person -> day(person.last().from())))
                .orElseGet(() -> numbered(same));
    }

    private static Optional<Map<String, Mark>> differing(
            List<Person> same, Kind kind, Function<Person, @Nullable String> value) {
        var marks = new HashMap<String, Mark>();
        var seen = new HashSet<String>();
        for (var person : same) {
            var text = value.apply(person);
            if (text == null || !seen.add(text)) {
                return Optional.empty();
            }
            marks.put(person.id(), new Mark(kind, text));
        }
        return Optional.of(marks);
    }

    private static Map<String, Mark> numbered(List<Person> same) {
        var sorted = new ArrayList<>(same);
        sorted.sort(Comparator.comparing(Person::id));
        var marks = new HashMap<String, Mark>();
        for (int i = 0; i < sorted.size(); i++) {
            marks.put(sorted.get(i).id(), new Mark(Kind.NUMBER, Integer.toString(i + 1)));
        }
        return marks;
    }

    private static @Nullable String month(@Nullable LocalDate day) {
        return day == null ? null : YearMonth.from(day).toString();
    }

    private static @Nullable String day(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }
}
