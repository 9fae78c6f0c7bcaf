package cn.zhibu.bad;

import cn.zhibu.platform.security.Caller;
import java.time.LocalDate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.repository.reactive.ReactiveCrudRepository;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** One breach of each house rule. */
public final class Bad {

    @Autowired
    Object injected = "";

    interface Things extends ReactiveCrudRepository<String, String> {}

    static final class ThingService {
        Mono<String> anybody() {
            return Mono.just("");
        }

        Mono<String> known(Caller caller) {
            return Mono.just("");
        }
    }

    /** Public, without capability, calling a service without the caller. */
    @RestController
    public static final class OpenController {
        private final ThingService service = new ThingService();

        record Body(String unlimited) {}

        @PostMapping("/bad")
        Mono<String> takes(@RequestBody Body body, Caller caller) {
            return service.known(caller).thenReturn(body.unlimited().trim());
        }

        @GetMapping("/bad")
        Mono<String> bad(Caller caller) {
            return service.anybody();
        }
    }

    static final class ThingHelper {
        String now() {
            return LocalDate.now().toString();
        }

        String blocks() {
            return String.valueOf(Mono.just("").block());
        }

        Object driver() {
            return com.mongodb.client.model.Filters.eq("a", 1);
        }

        Object tenant() {
            return cn.zhibu.platform.tenant.Tenancy.current();
        }
    }
}
