package cn.zhibu.directory;

import cn.zhibu.directory.Rows.Enrolled;
import cn.zhibu.directory.Rows.Formed;
import cn.zhibu.directory.Rows.Node;
import cn.zhibu.platform.change.Marked;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Capability;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Units and the shape of branches, looked up by key. */
public final class DirectoryService {

    private static final int AT_ONCE = 500;

    /** Nothing of a unit but its id. */
    private record Named(String id) {}

    private final ReactiveMongoTemplate mongo;
    private final Reading reading;
    private final Marked<Shape> kept;

    DirectoryService(ReactiveMongoTemplate mongo, Marked<Shape> kept) {
        this.mongo = mongo;
        this.reading = new Reading(mongo);
        this.kept = kept;
    }

    /** Names the read models it answers from; another name where they are built anew. */
    public String generation() {
        return mongo.getCollectionName(Node.class) + "," + mongo.getCollectionName(Enrolled.class);
    }

    /** A unit at which the caller has the capability; empty when there is none such. */
    public Mono<Unit> unit(String id, Capability capability, Caller caller) {
        return mongo.findById(id, Node.class)
                .filter(node -> caller.may(capability, node.scope()))
                .flatMap(node -> reading.units(List.of(node))
                        .flatMap(found -> Mono.justOrEmpty(found.stream().findFirst())));
    }

    /** One unit, if the caller may see it. */
    public Mono<Unit> unit(String id, Caller caller) {
        return unit(id, Capability.READ, caller);
    }

    /**
     * The units under which lies whatever the caller has the capability for, at or below one unit when it is named: that unit
     * itself, or those of the caller's own that lie below it. Lists ask for these and need no second condition.
     */
    public Mono<Set<String>> reach(@Nullable String unit, Capability capability, Caller caller) {
        return unit == null
                ? Mono.just(caller.reach(capability))
                : mongo.findById(unit, Node.class)
                        .filter(node -> caller.may(capability, node.scope()))
                        .map(node -> Set.of(unit))
                        .switchIfEmpty(Mono.defer(() -> reading.nodes("_id", caller.reach(capability))
                                .filter(node -> node.scope().ancestors().contains(unit))
                                .map(Node::id)
                                .collect(Collectors.toSet())));
    }

    /** The units at or below one that the caller may see. */
    public Mono<List<Unit>> below(Unit top, Caller caller) {
        return caller.may(Capability.READ, top.scope()) ? below(top.id()) : Mono.just(List.of());
    }

    /** The ids of the units for which the caller has the capability, at or below one when it is named. */
    public Flux<String> ids(@Nullable String below, Capability capability, Caller caller) {
        return reach(below, capability, caller)
                .filter(tops -> !tops.isEmpty())
                .flatMapMany(tops -> mongo.query(Node.class)
                        .as(Named.class)
                        .matching(Query.query(Criteria.where("scope.ancestors").in(tops)))
                        .all())
                .map(Named::id)
                .distinct();
    }

    /** The units of these ids, as far as they are known. For jobs, which nobody asked for. */
    public Flux<Unit> named(Collection<String> ids) {
        return reading.nodes("_id", ids).collectList().flatMap(reading::units).flatMapIterable(found -> found);
    }

    /** Which of these ids are units of the bureau, with their kind. */
    public Mono<Map<String, String>> kinds(Collection<String> ids) {
        return reading.nodes("_id", ids).collectMap(Node::id, Node::kind);
    }

    /** Every branch of the bureau, closed ones too, read some hundreds at a time: for jobs, which nobody asked for. */
    public Flux<Unit> branches() {
        return branchesAfter("")
                .expand(read -> read.size() < AT_ONCE
                        ? Mono.empty()
                        : branchesAfter(read.get(read.size() - 1).id()))
                .concatMapIterable(read -> read);
    }

    private Mono<List<Unit>> branchesAfter(String id) {
        var branches = Criteria.where("kind").is(Unit.BRANCH).and("_id").gt(id);
        return mongo.find(Query.query(branches).with(Sort.by("_id")).limit(AT_ONCE), Node.class)
                .collectList()
                .flatMap(reading::units);
    }

    /** Where these units stand in the tree; of one that is not known, nothing. For jobs, which nobody asked for. */
    public Mono<Map<String, Scope>> places(Collection<String> ids) {
        return reading.nodes("_id", ids).collectMap(Node::id, Node::scope);
    }

    /**
     * The unit itself where it is a branch, or the only branch that is of this school and of none below it; empty where that
     * does not say which.
     */
    public Mono<Unit> branchOf(String unit, LocalDate day) {
        return below(unit).flatMap(found -> {
            var schools = found.stream()
                    .filter(each -> each.kind().equals("SCHOOL"))
                    .map(Unit::id)
                    .filter(id -> !id.equals(unit))
                    .collect(Collectors.toSet());
            var top = found.stream().filter(each -> each.id().equals(unit)).findFirst();
            var branches = found.stream()
                    .filter(each -> each.isBranch() && each.openOn(day))
                    .filter(each -> each.scope().ancestors().stream().noneMatch(schools::contains))
                    .toList();
            boolean says = top.filter(each -> each.isBranch() || each.kind().equals("SCHOOL"))
                    .isPresent();
            return says && branches.size() == 1 ? Mono.just(branches.get(0)) : Mono.empty();
        });
    }

    /** The unit and all below it. For jobs, which nobody asked for. */
    public Mono<List<Unit>> below(String unit) {
        return reading.nodes("scope.ancestors", List.of(unit)).collectList().flatMap(reading::units);
    }

    /**
     * Terms that end from a day to another (BR-19), of one unit or of all. Whose branch closes before that, and what a
     * later committee has taken over, does not end. For jobs, which nobody asked for.
     */
    public Flux<EndingTerm> termsEnding(LocalDate from, LocalDate to, @Nullable String unit) {
        var ending = Criteria.where("ends").gte(from).lte(to);
        return mongo.find(Query.query(unit == null ? ending : ending.and("unit").is(unit)), Formed.class)
                .map(Formed::unit)
                .distinct()
                .collectList()
                .flatMapMany(units -> Mono.zip(
                                reading.committees(units),
                                reading.nodes("_id", units).collectList().flatMap(reading::units))
                        .flatMapIterable(heard -> endings(heard.getT1(), heard.getT2())))
                .filter(term -> within(term.committee().termEnd(), from, to));
    }

    /** The first day from a day on with which a committee's term ends, whatever comes after it. For jobs, which nobody asked for. */
    public Mono<LocalDate> nextTermEnd(LocalDate from) {
        var ending = Query.query(Criteria.where("ends").gte(from)).with(Sort.by("ends"));
        return mongo.find(ending.limit(1), Formed.class).next().mapNotNull(Formed::ends);
    }

    private static List<EndingTerm> endings(Map<String, List<Committee>> committees, List<Unit> units) {
        return units.stream()
                .flatMap(unit -> committees.getOrDefault(unit.id(), List.of()).stream()
                        .max(Comparator.comparing(Committee::on).thenComparing(Committee::id))
                        .filter(last -> unit.openOn(last.termEnd()))
                        .map(last -> new EndingTerm(last, unit))
                        .stream())
                .sorted(Comparator.comparing(term -> term.branch().id()))
                .toList();
    }

    private static boolean within(LocalDate day, LocalDate from, LocalDate to) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    /** The unit of that kind nearest above, or the unit itself. */
    public Mono<String> nearest(String kind, Unit unit, Caller caller) {
        return reading.nodes("_id", unit.scope().ancestors())
                .filter(node -> node.kind().equals(kind) && caller.may(Capability.READ, unit.scope()))
                .collectList()
                .flatMap(found -> Mono.justOrEmpty(found.stream()
                        .max(Comparator.comparingInt(
                                node -> node.scope().ancestors().size()))
                        .map(Node::id)));
    }

    /** What a branch looked like through time. */
    public Mono<Shape> shape(Unit branch) {
        return shapes(Set.of(branch.id())).map(all -> Objects.requireNonNull(all.get(branch.id())));
    }

    /** What these branches looked like through time, as far as the caller may see them. */
    public Mono<List<Shape>> shapes(List<Unit> branches, Caller caller) {
        var allowed = branches.stream()
                .filter(branch -> caller.may(Capability.READ, branch.scope()))
                .map(Unit::id)
                .toList();
        return shapes(allowed)
                .map(all -> allowed.stream()
                        .flatMap(branch -> Stream.ofNullable(all.get(branch)))
                        .toList());
    }

    /** What these branches looked like through time; of one that is not known, nothing. For jobs, which nobody asked for. */
    public Mono<Map<String, Shape>> shapes(Collection<String> branches) {
        return kept.now(branches, reading::shapes);
    }

    /** The shape of a unit at which the caller has the capability, as it was a second ago at most: what is asked often. */
    public Mono<Shape> known(String unit, Capability capability, Caller caller) {
        return known(Set.of(unit), capability, caller).flatMap(found -> Mono.justOrEmpty(found.get(unit)));
    }

    /** The same of several; those at which the caller has not the capability are left out. */
    public Mono<Map<String, Shape>> known(Collection<String> units, Capability capability, Caller caller) {
        return kept.of(Set.copyOf(units), reading::shapes).map(found -> {
            var allowed = new HashMap<>(found);
            allowed.values()
                    .removeIf(shape -> !caller.may(capability, shape.unit().scope()));
            return allowed;
        });
    }
}
