package cn.zhibu.report.duty;

import cn.zhibu.report.duty.Duty.Met;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What meets a duty as words of one line: id, type, day, day of entry or "-", and "late" where it is. A branch may have thousands
 * of them in a year, on a few hundred days.
 */
final class MetText {

    private static final String LATE = "late";
    private static final String UNKNOWN = "-";
    private static final int WORDS = 5;

    private MetText() {}

    static List<String> write(List<Met> all) {
        return all.stream().map(MetText::line).toList();
    }

    private static String line(Met met) {
        return String.join(
                " ",
                met.id(),
                met.type(),
                met.date().toString(),
                Objects.toString(met.enteredOn(), UNKNOWN),
                met.late() ? LATE : UNKNOWN);
    }

    static List<Met> read(List<String> lines) {
        var days = new HashMap<String, LocalDate>();
        var all = new ArrayList<Met>(lines.size());
        for (var line : lines) {
            all.add(met(line.split(" ", WORDS), days));
        }
        return List.copyOf(all);
    }

    private static Met met(String[] words, Map<String, LocalDate> days) {
        var date = days.computeIfAbsent(words[2], LocalDate::parse);
        var entered = words[3].equals(UNKNOWN) ? null : days.computeIfAbsent(words[3], LocalDate::parse);
        return new Met(words[0], words[1], date, entered, words[4].equals(LATE));
    }
}
