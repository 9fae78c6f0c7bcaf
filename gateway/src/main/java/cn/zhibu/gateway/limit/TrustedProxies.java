package cn.zhibu.gateway.limit;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The proxies whose word on where a request came from is taken; what anybody else claims is not read. */
record TrustedProxies(List<IpSubnetFilterRule> networks) {

    private static final int PORT_DIGITS = 5;
    private static final int NETWORK_BYTES = 8;

    /** @param networks addresses or networks (10.0.0.0/8, 2001:db8::/32) */
    static TrustedProxies of(List<String> networks) {
        return new TrustedProxies(networks.stream().map(TrustedProxies::network).toList());
    }

    /**
     * The right-most address of the header that is no proxy of ours, the left-most where all are; the peer itself where
     * it is not trusted or the header says something that is no address.
     *
     * @param forwarded the values of X-Forwarded-For in the order in which they came
     */
    InetAddress client(InetAddress peer, List<String> forwarded) {
        var client = peer;
        var hops = forwarded.stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .toList();
        for (int i = hops.size() - 1; i >= 0 && trusts(client); i--) {
            var hop = address(hops.get(i).strip());
            if (hop == null) {
                return peer;
            }
            client = hop;
        }
        return client;
    }

    /** What is counted together: one IPv4 address, and one IPv6 network of 64 bits, since a household has all of it. */
    static String holder(InetAddress client) {
        if (!(client instanceof Inet6Address)) {
            return client.getHostAddress();
        }
        var network = Arrays.copyOf(Arrays.copyOf(client.getAddress(), NETWORK_BYTES), client.getAddress().length);
        return inet(network).getHostAddress() + "/64";
    }

    private boolean trusts(InetAddress address) {
        var socket = new InetSocketAddress(address, 0);
        return networks.stream().anyMatch(network -> network.matches(socket));
    }

    /** An address with or without a port, an IPv6 one in brackets where it has one; a name is not looked up. */
    private static @Nullable InetAddress address(String hop) {
        var host = hop;
        int bracket = hop.indexOf(']');
        if (hop.startsWith("[") && bracket > 0) {
            if (!port(hop.substring(bracket + 1))) {
                return null;
            }
            host = hop.substring(1, bracket);
        } else if (hop.indexOf(':') >= 0 && hop.indexOf(':') == hop.lastIndexOf(':')) {
            if (!port(hop.substring(hop.indexOf(':')))) {
                return null;
            }
            host = hop.substring(0, hop.indexOf(':'));
        }
        var bytes = host.isEmpty() || host.startsWith("[") ? null : NetUtil.createByteArrayFromIpAddressString(host);
        return bytes == null ? null : inet(bytes);
    }

    private static boolean port(String rest) {
        return rest.isEmpty() || rest.matches(":[0-9]{1," + PORT_DIGITS + "}");
    }

    private static IpSubnetFilterRule network(String text) {
        var parts = text.strip().split("/", -1);
        var address = address(parts[0]);
        if (address == null || parts.length > 2 || parts.length == 2 && !parts[1].matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException("zhibu.limits.trusted-proxies names no address or network: " + text);
        }
        int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : Byte.SIZE * address.getAddress().length;
        return new IpSubnetFilterRule(address, bits, IpFilterRuleType.ACCEPT);
    }

    private static InetAddress inet(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
