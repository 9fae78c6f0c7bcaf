package cn.zhibu.platform.change;

import cn.zhibu.platform.tenant.Tenancy;
import reactor.core.publisher.Mono;

/** For the one feature that looks after the tenants themselves: reads from the platform's own place beside them. */
public final class BesideTenants {

    private BesideTenants() {}

    public static <T> Mono<T> read(Mono<T> reading) {
        return reading.contextWrite(context -> Tenancy.in(context, Tenancy.SHARED));
    }
}
