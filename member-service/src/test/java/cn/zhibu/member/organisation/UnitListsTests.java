package cn.zhibu.member.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.kit.ServiceTest;
import cn.zhibu.member.organisation.Unit.Kind;
import cn.zhibu.member.organisation.UnitLists.Wanted;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.input.SearchText;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Capability;
import cn.zhibu.platform.security.Role;
import cn.zhibu.platform.tenant.Tenancy;
import cn.zhibu.platform.web.PageQuery;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import reactor.core.publisher.Mono;

/** Pages of units are the tree, whatever it looks like; nobody finds there what his grants do not reach. */
@ServiceTest
class UnitListsTests {

    private static final LocalDate DAY = LocalDate.of(2020, 9, 1);
    private static final List<String> NAMES = List.of("实验小学", "中心幼儿园", "第一中学", "Qinghe No. 1", "实验·幼儿园");
    private static final int UNITS = 40;

    @Autowired
    private UnitLists lists;

    @Autowired
    private UnitLines lines;

    @Autowired
    private Changes changes;

    @Autowired
    private ReactiveMongoTemplate mongo;

    private final String tenant = UUID.randomUUID().toString();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 4);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void pagesAndLevelsAreTheTree(long seed) {
        var random = new Random(seed);
        var tree = tree(random);
        var all = tree(tree, tree.get(0));
        assertThat(walk(wanted(null, null, List.of(), null), at(tree.get(0)))).isEqualTo(ids(all));
        for (var unit : tree) {
            assertThat(walk(wanted(unit.id(), null, List.of(), null), at(tree.get(0))))
                    .as("one level")
                    .isEqualTo(ids(children(tree, unit)));
            assertThat(walk(wanted(null, unit.id(), List.of(Kind.BRANCH, Kind.GROUP), null), at(unit)))
                    .isEqualTo(ids(tree(tree, unit).stream()
                            .filter(each -> each.kind() == Kind.BRANCH || each.kind() == Kind.GROUP)
                            .toList()));
        }
        for (var q : List.of("实验", "幼儿园", "qinghe no.1", "实验幼儿", "没有")) {
            assertThat(walk(wanted(null, null, List.of(), q), at(tree.get(0))))
                    .isEqualTo(ids(all.stream()
                            .filter(unit ->
                                    SearchText.of(unit.names().get(0).name()).contains(SearchText.of(q)))
                            .toList()));
        }
    }

    @Test
    void nobodyFindsWhatHisGrantsDoNotReach() {
        var tree = tree(new Random(7));
        var bureau = tree.get(0);
        var school = children(tree, bureau).get(0);
        var other = children(tree, bureau).get(1);
        assertThat(walk(wanted(null, null, List.of(), null), at(school))).isEqualTo(ids(tree(tree, school)));
        for (var above : List.of(bureau, other)) {
            assertThatThrownBy(() -> walk(wanted(above.id(), null, List.of(), null), at(school)))
                    .hasMessage("UNIT_NOT_FOUND");
            assertThatThrownBy(() -> walk(wanted(null, above.id(), List.of(), null), at(school)))
                    .hasMessage("UNIT_NOT_FOUND");
        }
        var named = List.of(other.id(), school.id(), "nowhere", bureau.id());
        assertThat(ids(in(lists.named(named, at(school)).collectList()))).containsExactly(school.id());
        assertThat(ids(in(lists.named(named, at(bureau)).collectList())))
                .as("in the order in which they are named")
                .containsExactly(other.id(), school.id(), bureau.id());
    }

    /** What an earlier release wrote gets its place; what is opened meanwhile gets the right one at once. */
    @Test
    void whatHasNoPlaceYetGetsIt() {
        var tree = tree(new Random(3));
        for (var unit : tree) {
            var one = Query.query(Criteria.where("_id").is(unit.id()));
            in(mongo.updateFirst(one, new Update().unset("listed"), Unit.class));
        }
        assertThat(walk(wanted(tree.get(0).id(), null, List.of(), null), at(tree.get(0))))
                .isEmpty();
        in(lines.round());
        assertThat(walk(wanted(null, null, List.of(), null), at(tree.get(0)))).isEqualTo(ids(tree(tree, tree.get(0))));
        assertThat(in(lines.round())).as("nothing is left to do").isNull();
    }

    /** The bureau first; each after the one above it. */
    private List<Unit> tree(Random random) {
        var all = new ArrayList<Unit>();
        all.add(in(changes.save(Unit.root("b" + UUID.randomUUID(), "qinghe", "清河区教育局", DAY))));
        while (all.size() < UNITS) {
            var parent = all.size() < 4 ? all.get(0) : all.get(random.nextInt(all.size()));
            var kind = Stream.of(Kind.SCHOOL, Kind.BRANCH, Kind.GROUP)
                    .filter(each -> each.mayStandUnder(parent.kind()))
                    .findFirst();
            if (kind.isPresent()) {
                var name = new Unit.Name(NAMES.get(random.nextInt(NAMES.size())) + all.size(), null, DAY);
                var traits = new Unit.Traits(null, null, null, null, null, random.nextInt(3), null);
                var which = kind.get() == Kind.SCHOOL && random.nextBoolean() ? Kind.BRANCH : kind.get();
                var id = UUID.randomUUID().toString();
                all.add(in(changes.save(Unit.under(parent, id, which, name, traits, null))));
            }
        }
        return all;
    }

    private static List<Unit> tree(List<Unit> all, Unit top) {
        var found = new ArrayList<Unit>();
        found.add(top);
        children(all, top).forEach(child -> found.addAll(tree(all, child)));
        return found;
    }

    private static List<Unit> children(List<Unit> all, Unit parent) {
        return all.stream()
                .filter(unit -> Objects.equals(unit.parent(), parent.id()))
                .sorted(Comparator.comparing((Unit unit) -> unit.traits().order())
                        .thenComparing(Unit::id))
                .toList();
    }

    private static List<String> ids(List<Unit> units) {
        return units.stream().map(Unit::id).toList();
    }

    private static Wanted wanted(
            @Nullable String parent, @Nullable String below, List<Kind> kinds, @Nullable String q) {
        return new Wanted(parent == null ? List.of() : List.of(parent), below, kinds, null, q);
    }

    private List<String> walk(Wanted wanted, Caller caller) {
        var found = new ArrayList<String>();
        var page = in(lists.page(wanted, new PageQuery(1, 7), caller));
        while (true) {
            found.addAll(ids(page.items()));
            if (page.next() == null) {
                return found;
            }
            page = in(lists.page(wanted, new PageQuery(1, 7, page.next()), caller));
        }
    }

    private <T> T in(Mono<T> work) {
        return work.contextWrite(context -> Tenancy.in(context, tenant)).block(Duration.ofSeconds(30));
    }

    private static Caller at(Unit unit) {
        return new Caller() {
            @Override
            public String account() {
                return "reader";
            }

            @Override
            public boolean may(Capability capability, Scope scope) {
                return scope.ancestors().contains(unit.id());
            }

            @Override
            public Set<String> reach(Capability capability) {
                return Set.of(unit.id());
            }

            @Override
            public Set<Role> rolesAt(Scope scope) {
                return Set.of();
            }

            @Override
            public boolean operator() {
                return false;
            }

            @Override
            public String token() {
                return "";
            }
        };
    }
}
