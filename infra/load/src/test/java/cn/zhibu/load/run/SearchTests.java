package cn.zhibu.load.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SearchTests {

    @Test
    void wordsAreAsCommonAsTheyAreSaidToBe() {
        assertThat(Search.WORDS).hasSize(8);
        assertThat(Search.expected("临湖", 1000)).isEqualTo(1000);
        assertThat(Search.expected("青石", 100_000)).isEqualTo(990);
        assertThat(Search.expected("雁栖岭教学点", 100_000)).isEqualTo(10);
        assertThat(Search.expected("临湖 雁栖", 20_000)).isEqualTo(2);
        assertThat(Search.expected("珠穆朗玛", 1000)).isZero();
    }
}
