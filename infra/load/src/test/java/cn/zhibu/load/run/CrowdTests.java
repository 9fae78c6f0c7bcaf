package cn.zhibu.load.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CrowdTests {

    private static ByteArrayInputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void oneAnswerEndsWhereTheNextBegins() throws IOException {
        var in = text("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
                + "HTTP/1.1 429 Too Many Requests\r\nretry-after: 1\r\ncontent-length: 4\r\n\r\nsoon"
                + "HTTP/1.1 204 No Content\r\n\r\n");
        assertThat(Crowd.read(in)).isEqualTo(new Crowd.Answer(200, false));
        assertThat(Crowd.read(in)).isEqualTo(new Crowd.Answer(429, true));
        assertThat(Crowd.read(in)).isEqualTo(new Crowd.Answer(204, false));
        assertThat(in.available()).isZero();
    }

    @Test
    void aConnectionThatEndsIsAFailure() {
        assertThatThrownBy(() -> Crowd.read(text("HTTP/1.1 200 OK\r\ncontent-le")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aPeerThatSaysInItsBodyThatItFailedIsNotCountedAsGood() {
        assertThat(Peer.saysFine("{\"code\":500,\"msg\":\"no\"}")).isFalse();
        assertThat(Peer.saysFine("{\"code\":200}")).isTrue();
        assertThat(Peer.saysFine("{\"name\":\"x\"}")).isTrue();
    }
}
