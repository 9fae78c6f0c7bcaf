package cn.zhibu.stack.store.wire;

/** Bytes that are no message, or no BSON. */
final class Malformed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Malformed(String what) {
        super(what, null, false, false);
    }
}
