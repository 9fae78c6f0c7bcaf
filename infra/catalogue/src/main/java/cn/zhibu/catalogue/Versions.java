package cn.zhibu.catalogue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A kind as it was defined over time, oldest version first. A record is read by the version it was written under. */
public record Versions(List<Kind> all) {

    /** By id, in the order in which the ids come first. */
    static Map<String, Versions> of(List<Kind> kinds) {
        var byId = new LinkedHashMap<String, List<Kind>>();
        kinds.forEach(kind ->
                byId.computeIfAbsent(kind.id(), fresh -> new ArrayList<>()).add(kind));
        var versions = new LinkedHashMap<String, Versions>();
        byId.forEach((id, each) -> versions.put(
                id,
                new Versions(each.stream()
                        .sorted(Comparator.comparingInt(Kind::version))
                        .toList())));
        return versions;
    }

    public Kind newest() {
        return all.get(all.size() - 1);
    }

    /** The version, or where it has no file the next one, which reads its records as they are; null means the newest. */
    public Kind of(@Nullable Integer version) {
        return all.stream()
                .filter(kind -> version != null && kind.version() >= version)
                .findFirst()
                .orElseGet(this::newest);
    }

    /** The version for records that are new on the day. */
    public Optional<Kind> offeredOn(LocalDate day) {
        return all.stream().filter(kind -> kind.offeredOn(day)).reduce((older, newer) -> newer);
    }

    /** What is wrong among the versions: numbers, days, and what is counted under one name. */
    List<String> faults() {
        var faults = new ArrayList<String>();
        var counted = new LinkedHashMap<String, Measure>();
        for (int i = 0; i < all.size(); i++) {
            var kind = all.get(i);
            var before = i == 0 ? null : all.get(i - 1);
            if (kind.version() < 1 || before != null && before.version() == kind.version()) {
                faults.add(kind.id() + ": version " + kind.version() + " is there twice, or no number of a version");
            }
            var since = before == null ? null : before.from();
            if (before != null
                    && (kind.from() == null || since != null && !kind.from().isAfter(since))) {
                faults.add(kind.id() + ": version " + kind.version() + " is offered from a day after the one before");
            }
            for (var measure : kind.measures()) {
                var other = counted.put(measure.id(), measure);
                if (other != null && !countsAlike(measure, other)) {
                    faults.add(kind.id() + ": " + measure.id() + " counts something else in version " + kind.version());
                }
            }
        }
        return faults;
    }

    private static boolean countsAlike(Measure one, Measure other) {
        return one.aggregate() == other.aggregate()
                && Objects.equals(one.measureUnit(), other.measureUnit())
                && Objects.equals(one.measureUnitFrom(), other.measureUnitFrom());
    }
}
