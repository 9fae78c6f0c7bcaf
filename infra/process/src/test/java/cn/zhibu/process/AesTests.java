package cn.zhibu.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sealed opens with its key, at its place and unharmed; keys come from one file. */
class AesTests {

    private static final int ROUNDS = 300;
    private static final int KEY = 32;

    private final Random random = new Random(11);

    @Test
    void whatIsSealedOpensWithItsKeyAtItsPlaceAndUnharmed() {
        for (int round = 0; round < ROUNDS; round++) {
            var key = bytes(KEY);
            var text = bytes(random.nextInt(200));
            var bound = bytes(random.nextInt(40));
            var sealed = Aes.seal(key, new SecureRandom(), text, bound);
            assertThat(Aes.open(key, sealed, bound)).isEqualTo(text);
            assertThatThrownBy(() -> Aes.open(bytes(KEY), sealed, bound)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> Aes.open(key, sealed, Arrays.copyOf(bound, bound.length + 1)))
                    .isInstanceOf(IllegalStateException.class);
            var harmed = sealed.clone();
            harmed[random.nextInt(harmed.length)] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> Aes.open(key, harmed, bound)).isInstanceOf(IllegalStateException.class);
            var cut = Arrays.copyOf(sealed, random.nextInt(sealed.length));
            assertThatThrownBy(() -> Aes.open(key, cut, bound)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void theSameTextIsNeverSealedAlike() {
        var key = bytes(KEY);
        var text = "说明".getBytes(StandardCharsets.UTF_8);
        var random = new SecureRandom();
        assertThat(Aes.seal(key, random, text, text)).isNotEqualTo(Aes.seal(key, random, text, text));
    }

    /** The second case of RFC 4231; and that the key for one purpose is that of no other. */
    @Test
    void digestsAreThoseOfTheStandard() {
        assertThat(Aes.hmac("Jefe".getBytes(StandardCharsets.US_ASCII), "what do ya want for nothing?"))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        var key = bytes(KEY);
        assertThat(Aes.derive(key, "a")).hasSize(KEY).isNotEqualTo(Aes.derive(key, "b"));
    }

    @Test
    void theMasterKeyMayBeWrittenInThreeWays(@TempDir Path folder) throws IOException {
        var key = bytes(KEY);
        var file = folder.resolve("key");
        Files.write(file, key);
        assertThat(MasterKey.read(file)).isEqualTo(key);
        for (var text : new String[] {
            HexFormat.of().formatHex(key),
            Base64.getEncoder().encodeToString(key),
            Base64.getUrlEncoder().withoutPadding().encodeToString(key)
        }) {
            Files.writeString(file, text + "\n");
            assertThat(MasterKey.read(file)).as(text).isEqualTo(key);
        }
    }

    @Test
    void whatIsNoKeyIsToldWithItsFile(@TempDir Path folder) throws IOException {
        var file = folder.resolve("key");
        assertThatThrownBy(() -> MasterKey.read(file)).hasMessageContaining(file + " cannot be read");
        for (var text : new String[] {"", "secret", "%%%", "AAAA"}) {
            Files.writeString(file, text);
            assertThatThrownBy(() -> MasterKey.read(file)).hasMessageContaining(file + " must hold 32 bytes");
        }
    }

    private byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
