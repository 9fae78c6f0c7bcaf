package cn.zhibu.platform.observe;

import cn.zhibu.platform.change.Command;
import cn.zhibu.platform.problem.RefusalListener;
import cn.zhibu.platform.tenant.Tenancy;
import cn.zhibu.process.problem.Problem;
import java.time.Duration;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Notes each refused write of a known caller before the refusal is answered. */
final class RefusedWrites implements RefusalListener {

    private final Audit audit;

    RefusedWrites(Audit audit) {
        this.audit = audit;
    }

    @Override
    public Mono<Void> refused(ServerWebExchange exchange, Problem problem) {
        var method = exchange.getRequest().getMethod();
        String tenant = exchange.getAttribute("zhibu.tenant");
        Command command = exchange.getAttribute("zhibu.command");
        boolean reads = method == HttpMethod.GET || method == HttpMethod.HEAD || method == HttpMethod.OPTIONS;
        if (reads
                || tenant == null
                || command == null
                || problem.type().status().is5xxServerError()) {
            return Mono.empty();
        }
        var path = exchange.getRequest().getPath().value();
        return audit.refused(
                        method.name(),
                        path,
                        problem.type().status().value(),
                        problem.type().name())
                .timeout(Duration.ofSeconds(5))
                .contextWrite(context -> command.into(Tenancy.in(context, tenant)));
    }
}
