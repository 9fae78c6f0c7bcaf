package cn.zhibu.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose address is counted; the header is a text of anybody's until a proxy of ours has written it. */
class TrustedProxiesTests {

    private static final TrustedProxies PROXIES =
            TrustedProxies.of(List.of("10.0.0.0/8", " 192.0.2.7", "2001:db8:1::/48"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9 | 198.51.100.1 | 203.0.113.9", // a stranger's claim
                "10.0.0.5 | 198.51.100.1 | 198.51.100.1",
                "10.0.0.5 | 1.1.1.1, 198.51.100.1 | 198.51.100.1", // the left one was sent along
                "10.0.0.5 | 10.9.9.9, 198.51.100.1 | 198.51.100.1", // so was a proxy's address
                "10.0.0.5 | 1.1.1.1, 198.51.100.1, 10.2.2.2 , 192.0.2.7 | 198.51.100.1", // several proxies
                "10.0.0.5 | 198.51.100.1; 192.0.2.7 | 198.51.100.1", // two lines of the header
                "10.0.0.5 | 10.0.0.8, 10.0.0.6 | 10.0.0.8", // all ours: the farthest
                "10.0.0.5 | 198.51.100.1:4711 | 198.51.100.1",
                "10.0.0.5 | 2001:db8:2::1 | 2001:db8:2:0:0:0:0:1",
                "10.0.0.5 | [2001:db8:2::1]:443 | 2001:db8:2:0:0:0:0:1",
                "10.0.0.5 | [2001:db8:2::1] | 2001:db8:2:0:0:0:0:1",
                "10.0.0.5 | 198.51.100.1, [2001:db8:1::9]:80 | 198.51.100.1",
                "10.0.0.5 | ::ffff:198.51.100.1 | 198.51.100.1",
                "10.0.0.5 | 198.51.100.1, ::ffff:10.0.0.9 | 198.51.100.1",
                "2001:db8:1::5 | 198.51.100.1 | 198.51.100.1",
                "2001:db8:2::5 | 198.51.100.1 | 2001:db8:2:0:0:0:0:5",
                "192.0.2.8 | 198.51.100.1 | 192.0.2.8",
                "10.0.0.5 | nonsense, 198.51.100.1 | 198.51.100.1" // never reached
            })
    void theRightMostAddressThatIsNoProxyIsTheClient(String peer, String header, String client) throws Exception {
        assertThat(PROXIES.client(address(peer), Arrays.asList(header.split("; ")))
                        .getHostAddress())
                .isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "unknown",
                "localhost",
                "198.51.100.1,",
                "198.51.100",
                "198.51.100.1.2",
                "198.51.100.1:http",
                "198.51.100.1:123456",
                "[2001:db8:2::1]x",
                "[2001:db8:2::1",
                "[[2001:db8:2::1]]",
                "2001:db8:2:::1",
                "for=198.51.100.1",
                "198.51.100.1, _hidden",
                "\"198.51.100.1\""
            })
    void whatIsNoAddressLeavesThePeer(String header) throws Exception {
        assertThat(PROXIES.client(address("10.0.0.5"), List.of(header))).isEqualTo(address("10.0.0.5"));
    }

    @Test
    void withoutAHeaderOrATrustedProxyThePeerIsTheClient() throws Exception {
        assertThat(PROXIES.client(address("10.0.0.5"), List.of())).isEqualTo(address("10.0.0.5"));
        assertThat(TrustedProxies.of(List.of()).client(address("127.0.0.1"), List.of("198.51.100.1")))
                .isEqualTo(address("127.0.0.1"));
    }

    @Test
    void anIpv6HouseholdIsCountedAsOne() throws Exception {
        assertThat(TrustedProxies.holder(address("2001:db8:2:3::1")))
                .isEqualTo(TrustedProxies.holder(address("2001:db8:2:3:ffff::9")))
                .isNotEqualTo(TrustedProxies.holder(address("2001:db8:2:4::1")));
        assertThat(TrustedProxies.holder(address("198.51.100.1"))).isEqualTo("198.51.100.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/8/8", "10.0.0.0/-1", "::/129", " "})
    void aProxyThatIsNoAddressStopsTheStart(String network) {
        assertThatIllegalArgumentException().isThrownBy(() -> TrustedProxies.of(List.of(network)));
    }

    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }
}
