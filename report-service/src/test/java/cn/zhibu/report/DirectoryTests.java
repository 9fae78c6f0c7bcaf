package cn.zhibu.report;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.directory.Committee;
import cn.zhibu.directory.DirectoryService;
import cn.zhibu.directory.Shape;
import cn.zhibu.directory.Stretch;
import cn.zhibu.directory.Unit;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Capability;
import cn.zhibu.platform.security.Role;
import cn.zhibu.report.Dispatcher.Event;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

/** Whatever order events come in, and however often, the shape of a branch is the same. */
@ServiceTest
@Timeout(120)
class DirectoryTests {

    @Autowired
    @Qualifier("directoryProjection")
    private EventConsumer projection;

    @Autowired
    private DirectoryService units;

    private static final List<String> BRANCH = List.of("bureau", "b");

    private static List<Event> life() {
        return List.of(
                event(
                        "unit.created.v1",
                        "bureau",
                        0,
                        "unit",
                        "bureau",
                        "kind",
                        "BUREAU",
                        "ancestors",
                        List.of("bureau")),
                event(
                        "unit.created.v1",
                        "b",
                        0,
                        "unit",
                        "b",
                        "parent",
                        "bureau",
                        "kind",
                        "BRANCH",
                        "from",
                        "2019-01-01",
                        "schoolType",
                        null,
                        "campus",
                        null,
                        "ancestors",
                        BRANCH),
                event(
                        "unit.created.v1",
                        "g",
                        0,
                        "unit",
                        "g",
                        "parent",
                        "b",
                        "kind",
                        "GROUP",
                        "from",
                        "2024-02-01",
                        "ancestors",
                        List.of("bureau", "b", "g")),
                event(
                        "unit.described.v1",
                        "b",
                        500,
                        "unit",
                        "b",
                        "parent",
                        "bureau",
                        "kind",
                        "BRANCH",
                        "from",
                        "2019-01-01",
                        "schoolType",
                        "PRIMARY",
                        "campus",
                        null,
                        "ancestors",
                        BRANCH),
                event("unit.closed.v1", "g", 1000, "unit", "g", "on", "2026-05-15"),
                event("unit.reopened.v1", "g", 2000, "unit", "g"),
                event("unit.closed.v1", "g", 3000, "unit", "g", "on", "2026-03-15"),
                event("unit.kept.v1", "b", 1000, "unit", "b", "on", "2026-01-01"),
                event("committee.withdrawn.v1", "c3", 1000, "committee", "c3", "unit", "b"),
                event("committee.formed.v1", "c3", 0, "committee", "c3", "unit", "b", "on", "2025-01-01"),
                event(
                        "committee.formed.v1",
                        "b",
                        1000,
                        "committee",
                        "c1",
                        "unit",
                        "b",
                        "termYears",
                        3,
                        "on",
                        "2021-04-01"),
                event(
                        "committee.formed.v1",
                        "b",
                        2000,
                        "committee",
                        "c2",
                        "unit",
                        "b",
                        "termYears",
                        3,
                        "on",
                        "2024-03-30"),
                member("member.joined.v1", "m1", 0, spell("2019-05-01", null, "2019-05-01")),
                member("member.joined.v1", "m2", 0, spell("2024-06-01", null, null)),
                member("member.converted.v1", "m2", 1000, spell("2024-06-01", null, "2025-07-01")),
                member("member.conversion-withdrawn.v1", "m2", 2000, spell("2024-06-01", null, null)),
                member("member.converted.v1", "m2", 3000, spell("2024-06-01", null, "2025-06-01")),
                member("member.joined.v1", "m3", 0, spell("2018-01-01", null, "2018-01-01")),
                member("member.corrected.v1", "m3", 1000, spell("2020-01-01", null, "2020-01-01")),
                member("member.departed.v1", "m3", 2000, spell("2020-01-01", "2026-01-10", "2020-01-01")),
                member(
                        "member.joined.v1",
                        "m3",
                        3000,
                        spell("2020-01-01", "2026-01-10", "2020-01-01"),
                        spell("2026-09-01", null, "2020-01-01")));
    }

    private static Event member(String name, String member, long sequence, Object... spells) {
        return event(name, member, sequence, "member", member, "unit", "b", "memberships", List.of(spells));
    }

    private static Map<String, Object> spell(String from, String until, String fullOn) {
        var spell = new HashMap<String, Object>(Map.of("id", from, "unit", "b", "from", from, "placements", List.of()));
        if (until != null) {
            spell.put("until", until);
        }
        if (fullOn != null) {
            spell.put("fullOn", fullOn);
        }
        return spell;
    }

    private static Event event(String name, String subject, long sequence, Object... fields) {
        return Event.sample("member.events", name, subject, sequence, fields);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theShapeIsTheSameInAnyOrder(long seed) {
        var dispatcher = new Dispatcher(projection);
        dispatcher.hearTwiceInDisorder(life(), seed);
        Shape shape = dispatcher
                .read(units.unit("b", everything()).flatMap(branch -> units.shapes(List.of(branch), everything())))
                .get(0);
        assertThat(shape.committees()).extracting(Committee::id).containsExactly("c1", "c2");
        assertThat(shape.committees().get(1).termEnd()).isEqualTo(day("2027-03-29"));
        assertThat(shape.groupsOn(day("2026-03-14"))).hasSize(1);
        assertThat(shape.groupsOn(day("2026-03-15"))).isEmpty();
        assertThat(shape.fullMembersOn(day("2019-12-31")))
                .as("the corrected day counts")
                .isEqualTo(1);
        assertThat(shape.fullMembersOn(day("2025-05-31")))
                .as("probationary members do not count")
                .isEqualTo(2);
        assertThat(shape.fullMembersOn(day("2025-06-01"))).isEqualTo(3);
        assertThat(shape.fullMembersOn(day("2026-01-10"))).isEqualTo(2);
        assertThat(shape.membersOn(day("2026-08-31"))).doesNotContain("m3");
        assertThat(shape.votersOn(day("2026-09-01"))).as("came back").contains("m3");
        assertThat(shape.unit().keptSince()).isEqualTo(day("2026-01-01"));
        assertThat(shape.unit().schoolType()).isEqualTo("PRIMARY");
        assertThat(shape.stretchesWithFullMembers(3))
                .containsExactly(
                        new Stretch(day("2025-06-01"), day("2026-01-10")), new Stretch(day("2026-09-01"), null));
    }

    private List<String> ids(Dispatcher dispatcher, String below, Caller caller) {
        return dispatcher.read(units.ids(below, Capability.READ, caller).collectList());
    }

    @ParameterizedTest
    @ValueSource(longs = {6})
    void whoMayNotSeeAUnitFindsNone(long seed) {
        var dispatcher = new Dispatcher(projection);
        dispatcher.hearTwiceInDisorder(life(), seed);
        var branch = dispatcher.read(units.unit("b", everything()));
        assertThat(dispatcher.read(units.below(branch, everything())))
                .extracting(Unit::id)
                .contains("b", "g");
        assertThat(dispatcher.read(units.below(branch, at("g"))))
                .as("a grant below does not show what is above")
                .isEmpty();
        assertThat(ids(dispatcher, null, everything())).hasSize(3);
        assertThat(ids(dispatcher, "g", everything())).containsExactly("g");
        assertThat(ids(dispatcher, "b", at("g"))).containsExactly("g");
        assertThat(ids(dispatcher, null, at("elsewhere"))).isEmpty();
        assertThat(dispatcher.read(units.unit("b", at("elsewhere")))).isNull();
        assertThat(dispatcher.read(units.unit("b", at("g"))))
                .as("a grant reaches down, not up")
                .isNull();
        assertThat(dispatcher.read(units.unit("g", at("b")))).isNotNull();
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    private static Caller everything() {
        return at("bureau");
    }

    private static Caller at(String unit) {
        return new Caller() {
            @Override
            public String account() {
                return "reader";
            }

            @Override
            public boolean may(Capability capability, Scope scope) {
                return scope.ancestors().contains(unit);
            }

            @Override
            public Set<String> reach(Capability capability) {
                return Set.of(unit);
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
