package cn.zhibu.report.unit;

import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Capability;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Units and their shape, for the other features. */
@Service
public class UnitService {

    private final Nodes nodes;
    private final Closures closures;
    private final Committees committees;
    private final Roster roster;
    private final Conversions conversions;
    private final Departures departures;

    UnitService(
            Nodes nodes,
            Closures closures,
            Committees committees,
            Roster roster,
            Conversions conversions,
            Departures departures) {
        this.nodes = nodes;
        this.closures = closures;
        this.committees = committees;
        this.roster = roster;
        this.conversions = conversions;
        this.departures = departures;
    }

    /** One unit, if the caller may see it. */
    public Mono<Unit> unit(String id, Caller caller) {
        return nodes.findById(id)
                .filter(node -> caller.may(Capability.READ, node.scope()))
                .flatMap(node -> closed(List.of(node)).map(days -> unit(node, days)));
    }

    /** All units that the caller may see, at or below one of them when it is named. */
    public Mono<List<Unit>> units(@Nullable String below, Caller caller) {
        var reach = caller.reach(Capability.READ);
        return nodes.findByScopeAncestorsIn(reach)
                .filter(node -> below == null || node.scope().ancestors().contains(below))
                .distinct(Rows.Node::id)
                .collectList()
                .flatMap(found -> closed(found)
                        .map(days -> found.stream()
                                .map(node -> unit(node, days))
                                .sorted(Comparator.comparing(Unit::from).thenComparing(Unit::id))
                                .toList()));
    }

    /** Every branch of the bureau, closed ones too: for jobs, which nobody asked for. */
    public Flux<Unit> branches() {
        return nodes.findByKind("BRANCH")
                .collectList()
                .flatMapMany(found -> closed(found)
                        .flatMapIterable(days -> found.stream()
                                .map(node -> unit(node, days))
                                .sorted(Comparator.comparing(Unit::id))
                                .toList()));
    }

    /** The unit of that kind nearest above, or the unit itself. */
    public Mono<String> nearest(String kind, Unit unit, Caller caller) {
        return nodes.findByIdIn(unit.scope().ancestors())
                .filter(node -> node.kind().equals(kind) && caller.may(Capability.READ, unit.scope()))
                .collectList()
                .flatMap(found -> Mono.justOrEmpty(found.stream()
                        .max(Comparator.comparingInt(
                                node -> node.scope().ancestors().size()))
                        .map(Rows.Node::id)));
    }

    /** What these branches looked like through time. */
    public Mono<List<Shape>> shapes(List<Unit> branches, Caller caller) {
        var seen = branches.stream()
                .filter(branch -> caller.may(Capability.READ, branch.scope()))
                .toList();
        var ids = seen.stream().map(Unit::id).toList();
        return Mono.zip(
                        committees.findByUnitIn(ids).collectList(),
                        groups(ids),
                        roster.findByUnitIn(ids).collectList().flatMap(this::members))
                .map(heard -> seen.stream()
                        .map(branch -> new Shape(
                                branch,
                                heard.getT1().stream()
                                        .filter(formed -> formed.unit().equals(branch.id()))
                                        .map(formed -> new Committee(formed.id(), formed.on(), formed.termYears()))
                                        .toList(),
                                heard.getT2().getOrDefault(branch.id(), List.of()),
                                heard.getT3().getOrDefault(branch.id(), List.of())))
                        .toList());
    }

    private Mono<Map<String, List<Group>>> groups(List<String> branches) {
        return nodes.findByParentIn(branches)
                .filter(node -> node.kind().equals("GROUP"))
                .collectList()
                .flatMap(found -> closed(found)
                        .map(days -> found.stream()
                                .collect(Collectors.groupingBy(
                                        node -> Objects.requireNonNullElse(node.parent(), ""),
                                        Collectors.mapping(
                                                node -> new Group(node.id(), node.from(), days.get(node.id())),
                                                Collectors.toList())))));
    }

    private Mono<Map<String, List<FullMember>>> members(List<Rows.Enrolled> enrolled) {
        var ids = enrolled.stream().map(Rows.Enrolled::id).toList();
        return Mono.zip(
                        conversions.findByIdIn(ids).collectMap(Rows.Converted::id, Rows.Converted::on),
                        departures.findByIdIn(ids).collectMap(Rows.Departed::id, Rows.Departed::on))
                .map(acts -> {
                    var members = new HashMap<String, List<FullMember>>();
                    for (var row : enrolled) {
                        var from = fullFrom(row, acts.getT1().get(row.id()));
                        if (from != null) {
                            members.computeIfAbsent(row.unit(), unit -> new ArrayList<>())
                                    .add(new FullMember(
                                            from, left(row, acts.getT2().get(row.id()))));
                        }
                    }
                    return members;
                });
    }

    private static @Nullable LocalDate fullFrom(Rows.Enrolled row, @Nullable LocalDate converted) {
        if (!row.status().equals("FULL")) {
            return converted;
        }
        var full = row.fullOn();
        return full == null || full.isBefore(row.on()) ? row.on() : full;
    }

    private static @Nullable LocalDate left(Rows.Enrolled row, @Nullable LocalDate departed) {
        return departed == null || departed.isBefore(row.on()) ? null : departed;
    }

    private Mono<Map<String, LocalDate>> closed(List<Rows.Node> found) {
        return closures.findByIdIn(found.stream().map(Rows.Node::id).toList())
                .collectMap(Rows.Closure::id, Rows.Closure::on);
    }

    private static Unit unit(Rows.Node node, Map<String, LocalDate> closed) {
        return new Unit(
                node.id(),
                node.parent(),
                node.kind(),
                node.scope(),
                node.schoolType(),
                node.campus(),
                node.from(),
                closed.get(node.id()));
    }

    /** A unit of the bureau, by ids only. {@code until} is the day it was closed. */
    public record Unit(
            String id,
            @Nullable String parent,
            String kind,
            Scope scope,
            @Nullable String schoolType,
            @Nullable String campus,
            LocalDate from,
            @Nullable LocalDate until) {}

    /** A committee from the day it was formed; it stays until the next one, its term may end before. */
    public record Committee(String id, LocalDate on, int termYears) {

        /** The last day of the term. */
        public LocalDate termEnd() {
            return on.plusYears(termYears).minusDays(1);
        }
    }

    /** A Party group. {@code until} is the day it was closed. */
    public record Group(String id, LocalDate from, @Nullable LocalDate until) {

        public boolean aliveOn(LocalDate day) {
            return !from.isAfter(day) && (until == null || until.isAfter(day));
        }
    }

    /** A stretch in which one person counts as a full member here; {@code until} is the first day he no longer does. */
    public record FullMember(LocalDate from, @Nullable LocalDate until) {

        boolean countsOn(LocalDate day) {
            return !from.isAfter(day) && (until == null || until.isAfter(day));
        }
    }

    /** A stretch of days in which something held; open without {@code until}, which is the first day it did not. */
    public record Spell(LocalDate from, @Nullable LocalDate until) {}

    /** What a branch looked like through time. */
    public record Shape(Unit unit, List<Committee> committees, List<Group> groups, List<FullMember> members) {

        public Shape {
            committees = committees.stream()
                    .sorted(Comparator.comparing(Committee::on).thenComparing(Committee::id))
                    .toList();
        }

        public boolean committeeOn(LocalDate day) {
            return committees.stream().anyMatch(committee -> !committee.on().isAfter(day));
        }

        public List<Group> groupsOn(LocalDate day) {
            return groups.stream().filter(group -> group.aliveOn(day)).toList();
        }

        public long fullMembersOn(LocalDate day) {
            return members.stream().filter(member -> member.countsOn(day)).count();
        }

        public Optional<Committee> after(Committee committee) {
            return committees.stream()
                    .filter(other -> other.on().isAfter(committee.on()))
                    .findFirst();
        }

        /** The stretches with at least so many full members, from the day the branch began. */
        public List<Spell> spellsWithFullMembers(int atLeast) {
            var days = members.stream()
                    .<LocalDate>mapMulti((member, out) -> {
                        out.accept(member.from());
                        if (member.until() != null) {
                            out.accept(member.until());
                        }
                    })
                    .map(day -> day.isBefore(unit.from()) ? unit.from() : day)
                    .distinct()
                    .sorted()
                    .toList();
            var spells = new ArrayList<Spell>();
            @Nullable LocalDate since = null;
            for (var day : days) {
                var enough = fullMembersOn(day) >= atLeast;
                if (enough && since == null) {
                    since = day;
                } else if (!enough && since != null) {
                    spells.add(new Spell(since, day));
                    since = null;
                }
            }
            if (since != null) {
                spells.add(new Spell(since, null));
            }
            return spells;
        }
    }
}
