package cn.zhibu.activity.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuorumTests {

    private final KindService catalogue = new KindService();

    @ParameterizedTest
    @CsvSource({"3,7,false", "4,7,true", "3,6,true", "2,6,false", "1,1,true", "0,1,false"})
    void anAssemblyIsValidWithHalfOrMoreOfThoseWhoMayVoteBr07(int present, int voting, boolean valid) {
        var quorum = catalogue.quorum("BRANCH_ASSEMBLY").orElseThrow();
        assertThat(quorum.id()).isEqualTo("BR-07");
        assertThat(quorum.present().met(present, voting)).isEqualTo(valid);
    }

    @ParameterizedTest
    @CsvSource({"3,6,false", "4,6,true", "4,7,true", "3,7,false"})
    void aMotionPassesWithMoreThanHalfOfThoseWhoShouldAttendBr07(int approve, int voting, boolean passed) {
        assertThat(catalogue.quorum("BRANCH_ASSEMBLY").orElseThrow().passes().met(approve, voting))
                .isEqualTo(passed);
    }

    @Test
    void everyKindSpeaksBothLanguagesAndTellsItsFieldsApart() {
        assertThat(catalogue.all()).hasSizeGreaterThan(20).allSatisfy(kind -> {
            assertThat(kind.names()).containsKeys("zh-CN", "en");
            assertThat(kind.fields()).extracting(KindService.Field::id).doesNotHaveDuplicates();
            assertThat(catalogue.groups()).extracting(KindService.Group::id).contains(kind.group());
        });
    }
}
