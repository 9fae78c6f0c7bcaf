package cn.zhibu.activity.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KindTests {

    private final KindService catalogue = new KindService();

    @Test
    void everyKindSpeaksBothLanguagesAndTellsItsFieldsApart() {
        assertThat(catalogue.all()).hasSizeGreaterThan(20).allSatisfy(kind -> {
            assertThat(kind.names()).containsKeys("zh-CN", "en");
            assertThat(kind.words()).as(kind.id()).isNotEmpty().doesNotHaveDuplicates();
            assertThat(kind.fields()).extracting(Field::id).doesNotHaveDuplicates();
            assertThat(kind.fields())
                    .filteredOn(field -> field.type().equals("person"))
                    .allMatch(Field::restricted);
            assertThat(catalogue.groups()).extracting(Group::id).contains(kind.group());
        });
    }
}
