package cn.zhibu.platform.event;

/** Thrown by a reaction whose partner is away or has not heard yet: the event waits in its place and is tried again, without end. */
public final class TryLater extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TryLater(String message) {
        super(message);
    }

    public TryLater(String message, Throwable cause) {
        super(message, cause);
    }
}
