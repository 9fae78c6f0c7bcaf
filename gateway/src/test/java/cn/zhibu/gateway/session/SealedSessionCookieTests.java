package cn.zhibu.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.gateway.GatewaySettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class SealedSessionCookieTests {

    @TempDir
    private Path folder;

    @Test
    void behindTlsTheCookieIsBoundToTheHost() throws IOException {
        var cookie = new SealedSessionCookie(keys(new byte[32]), true);
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.get("https://zhibu.example/"));
        cookie.setSessionId(exchange, "s-1");
        var set = exchange.getResponse().getCookies().getFirst("__Host-SESSION");
        assertThat(set.isSecure()).isTrue();
        assertThat(set.isHttpOnly()).isTrue();
        assertThat(set.getPath()).isEqualTo("/");
        assertThat(set.getDomain()).isNull();
    }

    @Test
    void aKeyMayBeRawHexOrBase64() throws IOException {
        var raw = "0123456789abcdef0123456789abcdef".getBytes();
        var seal = keys(raw).cookieSeal("s");
        assertThat(keys(java.util.HexFormat.of().formatHex(raw).getBytes()).cookieSeal("s"))
                .isEqualTo(seal);
        assertThat(keys(java.util.Base64.getEncoder().encode(raw)).cookieSeal("s"))
                .isEqualTo(seal);
        assertThat(keys(new byte[32]).cookieSeal("s")).isNotEqualTo(seal);
    }

    private SessionKeys keys(byte[] contents) throws IOException {
        var file = Files.write(folder.resolve("key"), contents);
        return new SessionKeys(new GatewaySettings(
                URI.create("https://zhibu.example"),
                "https://id/realms/zhibu",
                URI.create("https://id"),
                "s",
                file,
                Duration.ofHours(2)));
    }
}
