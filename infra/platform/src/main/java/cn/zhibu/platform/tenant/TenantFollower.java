package cn.zhibu.platform.tenant;

import reactor.core.publisher.Mono;

/** What has to know at once that a tenant is served; doing so twice is doing it once. */
public interface TenantFollower {

    /** A tenant was opened or resumed. */
    Mono<Void> opened(String tenant);
}
