package cn.zhibu.report.name;

import java.util.Collection;
import reactor.core.publisher.Mono;

/** Asks for the names of units by their ids, for one reader. */
@FunctionalInterface
public interface Naming {

    Mono<Known> of(Collection<String> units);
}
