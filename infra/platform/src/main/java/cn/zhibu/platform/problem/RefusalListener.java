package cn.zhibu.platform.problem;

import cn.zhibu.process.problem.Problem;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Hears of a refusal before it is answered; the ledger's entries of refused writes begin here. */
public interface RefusalListener {

    Mono<Void> refused(ServerWebExchange exchange, Problem problem);
}
