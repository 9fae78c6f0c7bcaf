package cn.zhibu.platform.tenant;

import java.util.regex.Pattern;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** Names the tenant of a piece of work in the Reactor context; the database is chosen from it and from nothing else. */
public final class Tenancy {

    /** The platform's own place beside the tenants: the register of tenants, who writes where, operators' documents. */
    public static final String SHARED = "shared";

    private static final Object KEY = Tenancy.class;
    private static final Pattern ID = Pattern.compile("shared|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Tenancy() {}

    public static Context in(Context context, String tenant) {
        if (!ID.matcher(tenant).matches()) {
            throw new IllegalArgumentException("A tenant is named by a lower-case UUID, not by '" + tenant + "'");
        }
        return context.put(KEY, tenant);
    }

    /** The tenant of the work at hand; fails when nobody named one, before any connection is used. */
    public static Mono<String> current() {
        return Mono.deferContextual(context -> context.hasKey(KEY)
                ? Mono.just(context.<String>get(KEY))
                : Mono.error(new IllegalStateException("No tenant in this context: refusing to guess a database")));
    }

    static String database(String service, String tenant) {
        return service + "_" + tenant.replace("-", "");
    }
}
