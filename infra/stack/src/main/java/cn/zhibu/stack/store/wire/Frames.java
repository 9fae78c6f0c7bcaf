package cn.zhibu.stack.store.wire;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import java.nio.ByteOrder;

/** Cuts what comes into messages by their length. Who has not shown the password may send small ones only. */
final class Frames extends LengthFieldBasedFrameDecoder {

    private static final int AT_THE_DOOR_BYTES = 64 * 1024;
    private static final int LENGTH_BYTES = 4;
    private static final int HEADER_BYTES = 16;

    private Frames(int largest) {
        super(ByteOrder.LITTLE_ENDIAN, largest, 0, LENGTH_BYTES, -LENGTH_BYTES, 0, true);
    }

    static Frames of(Door door) {
        return new Frames(door.isOpen() ? Message.LARGEST_BYTES + HEADER_BYTES : AT_THE_DOOR_BYTES);
    }

    /** From now on large ones too. */
    static void widen(ChannelPipeline pipeline) {
        pipeline.channel()
                .eventLoop()
                .execute(() -> pipeline.replace(Frames.class, null, new Frames(Message.LARGEST_BYTES + HEADER_BYTES)));
    }
}
