package cn.zhibu.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnToTests {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/records?unit=u&page=2", "/reports/r-1#s-3", "/%E8%AE%B0%E5%BD%95"})
    void pagesOfThisSiteAreKept(String page) {
        assertThat(ReturnTo.ours(page)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "/\\evil.example",
                "https://evil.example/",
                "javascript:alert(1)",
                "",
                "/api/member/v1/me",
                "/a b",
                "/\t/evil.example"
            })
    void anythingElseIsNot(String page) {
        assertThat(ReturnTo.ours(page)).isFalse();
    }
}
