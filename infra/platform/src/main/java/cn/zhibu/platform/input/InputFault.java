package cn.zhibu.platform.input;

import java.util.List;

/** What is wrong with something that was typed: a code that names the sentence in the bundles, and its values. */
public final class InputFault extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient List<Object> args;

    public InputFault(String code, Object... args) {
        super(code);
        this.code = code;
        this.args = List.of(args);
    }

    public String code() {
        return code;
    }

    public List<Object> args() {
        return args;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this; // an answer, not an accident
    }
}
