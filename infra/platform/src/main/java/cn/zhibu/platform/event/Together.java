package cn.zhibu.platform.event;

import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Takes what events of one bureau were read as, in the order in which they were told: many at once or one, as they came.
 * It may be told anything again, in other company, and must end the same; whoever is asked for is nobody's act.
 */
@FunctionalInterface
public interface Together<R> {

    Mono<Void> take(List<R> read);
}
