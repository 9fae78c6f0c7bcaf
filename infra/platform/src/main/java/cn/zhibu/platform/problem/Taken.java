package cn.zhibu.platform.problem;

import cn.zhibu.process.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/** A unique value is taken, with the refusal that names its field; who can go on without it catches it as any other. */
public final class Taken extends DuplicateKeyException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public Taken(Problem problem, @Nullable Throwable cause) {
        super("A unique value is taken: " + problem.type().name(), cause);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
