package cn.zhibu.activity.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import cn.zhibu.activity.entry.Entry;
import cn.zhibu.catalogue.CatalogueService;
import cn.zhibu.catalogue.Field.Option;
import cn.zhibu.catalogue.Field.Privacy;
import cn.zhibu.catalogue.Field.Type;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.words.Words;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KindTests {

    private static final Instant NOW = Instant.parse("2026-11-29T02:00:00Z");
    private static final Entry MADE = new Entry(NOW, "admin");
    private static final Scope BUREAU = new Scope("bureau", List.of("bureau"));

    private final KindService kinds =
            new KindService(CatalogueService.onClassPath(), mock(BureauKinds.class), Clock.systemUTC());

    private static cn.zhibu.catalogue.Field field(String id, Type type, String... options) {
        var choices = java.util.Arrays.stream(options)
                .map(each -> new Option(each, new Words(each, each)))
                .toList();
        return new cn.zhibu.catalogue.Field(
                id, type, false, Privacy.INTERNAL, new Words("栏" + id, id), null, choices, null, null, null, null);
    }

    private static Definition own(boolean offered, cn.zhibu.catalogue.Field... fields) {
        var about = new Definition.About(new Words("走访", "Visits"), "service", "zf");
        return new Definition(about, List.of(fields), Set.of(), offered);
    }

    private static Definition added(cn.zhibu.catalogue.Field... fields) {
        return new Definition(null, List.of(fields), Set.of(), true);
    }

    @Test
    void everyKindSpeaksBothLanguagesAndTellsItsFieldsApart() {
        assertThat(kinds.offer(List.of()).kinds())
                .hasSizeGreaterThan(20)
                .map(Kind::of)
                .allSatisfy(kind -> {
                    assertThat(kind.names()).containsOnlyKeys("zh-CN", "en");
                    assertThat(kind.words()).as(kind.id()).isNotEmpty().doesNotHaveDuplicates();
                    assertThat(kind.fields()).extracting(Field::id).doesNotHaveDuplicates();
                    assertThat(kinds.offer(List.of()).groups())
                            .extracting(Group::id)
                            .contains(kind.group());
                });
    }

    @Test
    void aKindOfTheBureauIsOfferedInItsNewestVersionAndReadInEach() {
        var kind = BureauKind.define("k", BUREAU, false, own(true, field("ownA", Type.TEXT)), MADE)
                .state()
                .redefine(own(true, field("ownB", Type.MONEY)), MADE)
                .state();
        var offer = kinds.offer(List.of(kind));
        assertThat(offer.kinds())
                .filteredOn(each -> each.id().equals("k"))
                .singleElement()
                .satisfies(offered -> {
                    assertThat(offered.version()).isEqualTo(2);
                    assertThat(offered.field("ownB")).isPresent();
                });
        assertThat(offer.earlier()).singleElement().satisfies(earlier -> {
            assertThat(earlier.version()).isEqualTo(1);
            assertThat(earlier.field("ownA")).isPresent();
        });
        assertThat(kind.kind(1).summary().zh()).isEqualTo("[{ownA}]");
    }

    @Test
    void aKindThatIsOfferedNoMoreIsStillRead() {
        var kind = BureauKind.define("k", BUREAU, false, own(true, field("ownA", Type.TEXT)), MADE)
                .state()
                .redefine(own(false, field("ownA", Type.TEXT)), MADE)
                .state();
        var offer = kinds.offer(List.of(kind));
        assertThat(offer.kinds()).noneMatch(each -> each.id().equals("k"));
        assertThat(offer.earlier()).extracting(cn.zhibu.catalogue.Kind::version).containsExactly(2, 1);
    }

    @Test
    void addedFieldsStandBehindThoseOfTheCatalogueAndAreReadWhenTheyAreAskedNoMore() {
        var kind = BureauKind.define(
                        "donation",
                        BUREAU,
                        true,
                        added(field("ownA", Type.CHOICE, "a", "b"), field("ownB", Type.TEXT)),
                        MADE)
                .state()
                .redefine(added(field("ownA", Type.CHOICE, "b", "c")), MADE)
                .state();
        var offer = kinds.offer(List.of(kind));
        var asked = offer.kinds().stream()
                .filter(each -> each.id().equals("donation"))
                .findFirst()
                .orElseThrow();
        assertThat(asked.fields().get(asked.fields().size() - 1).id()).isEqualTo("ownA");
        assertThat(asked.field("ownB")).isEmpty();
        var read = offer.earlier().stream()
                .filter(each -> each.id().equals("donation"))
                .findFirst()
                .orElseThrow();
        assertThat(read.version()).isEqualTo(asked.version());
        assertThat(read.field("ownB")).isPresent();
        assertThat(read.field("ownA").orElseThrow().options())
                .extracting(Option::id)
                .containsExactly("b", "c", "a");
    }
}
