package cn.zhibu.process.problem;

import java.util.List;

/** A named refusal on its way to the caller; an answer, not an accident, hence without a stack trace. */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ProblemType type;
    private final transient List<Object> args;
    private final transient List<FieldFault> faults;

    public Problem(ProblemType type, List<Object> args, List<FieldFault> faults) {
        super(type.name(), null, false, false);
        this.type = type;
        this.args = args;
        this.faults = List.copyOf(faults);
    }

    public ProblemType type() {
        return type;
    }

    public List<Object> args() {
        return args;
    }

    public List<FieldFault> faults() {
        return faults;
    }
}
