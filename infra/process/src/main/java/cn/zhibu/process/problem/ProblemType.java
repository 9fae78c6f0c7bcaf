package cn.zhibu.process.problem;

import java.util.List;
import org.springframework.http.HttpStatus;

/** One way a feature can refuse: an enum constant says what is so, its status and, in the bundles, its words. */
public interface ProblemType {

    String name();

    HttpStatus status();

    /** In whose list of problems it stands; empty for the process that refuses. */
    default String owner() {
        return "";
    }

    /** Seconds after which the same request is worth repeating; 0 where something else has to change first. */
    default int retryAfter() {
        return status() == HttpStatus.TOO_MANY_REQUESTS || status() == HttpStatus.SERVICE_UNAVAILABLE ? 2 : 0;
    }

    default Problem of(Object... args) {
        return new Problem(this, List.of(args), List.of());
    }

    /** The same refusal, pinned to the field that has to change. {@code pointer} is a JSON pointer into the request. */
    default Problem at(String pointer, Object... args) {
        return new Problem(this, List.of(args), List.of(new FieldFault(pointer, name(), List.of(args))));
    }

    /** A refusal that names each field at fault. */
    default Problem with(List<FieldFault> faults) {
        return new Problem(this, List.of(), faults);
    }
}
