package cn.zhibu.activity.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.catalogue.CatalogueService;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class KindTests {

    private final KindService catalogue = new KindService(CatalogueService.onClassPath(), Clock.systemUTC());

    @Test
    void everyKindSpeaksBothLanguagesAndTellsItsFieldsApart() {
        assertThat(catalogue.kinds()).hasSizeGreaterThan(20).allSatisfy(kind -> {
            assertThat(kind.names()).containsOnlyKeys("zh-CN", "en");
            assertThat(kind.fields()).extracting(Field::id).doesNotHaveDuplicates();
            assertThat(catalogue.groups()).extracting(Group::id).contains(kind.group());
        });
    }
}
