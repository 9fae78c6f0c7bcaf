package cn.zhibu.stack.launch;

/** Something that whoever started the stack can act on; the message is the whole story. */
public final class StackException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StackException(String message) {
        super(message);
    }

    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
