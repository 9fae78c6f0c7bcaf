package cn.zhibu.stack.launch;

/** Something that must be done even if this process is asked to end meanwhile. */
public final class AtTheEnd implements AutoCloseable {

    private final Thread hook;

    public AtTheEnd(Runnable duty) {
        hook = new Thread(duty, "at the end");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException ending) {
            return; // what is begun now is not cut off any more
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            return; // the duty is being done
        }
    }
}
