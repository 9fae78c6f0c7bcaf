package cn.zhibu.stack.store.wire;

import cn.zhibu.stack.store.command.Commands;
import cn.zhibu.stack.store.command.Request;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.BsonDocument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection. Its messages are answered one after the other: while one is worked on no more are read, so what a
 * client can make the store hold is one message and one answer. What is no message ends the connection, nothing else.
 */
final class Connection extends ChannelInboundHandlerAdapter {

    private static final Logger log = LoggerFactory.getLogger(Connection.class);
    private static final AtomicInteger ANSWERS = new AtomicInteger();

    private final Commands commands;
    private final Executor workers;
    private final Memory memory;
    private final Door door;
    private final ArrayDeque<ByteBuf> waiting = new ArrayDeque<>();
    private boolean busy;

    Connection(Commands commands, Executor workers, Memory memory, Door door) {
        this.commands = commands;
        this.workers = workers;
        this.memory = memory;
        this.door = door;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        waiting.add((ByteBuf) frame);
        next(context);
    }

    private void next(ChannelHandlerContext context) {
        if (busy) {
            return;
        }
        var frame = waiting.poll();
        context.channel().config().setAutoRead(frame == null);
        if (frame != null) {
            busy = true;
            try {
                workers.execute(() -> work(context, frame));
            } catch (RejectedExecutionException closing) {
                frame.release();
                context.close();
            }
        }
    }

    private void work(ChannelHandlerContext context, ByteBuf frame) {
        int held = memory.take(frame.readableBytes());
        try {
            var message = Message.read(bytes(frame));
            answer(context, message)
                    .exceptionally(Commands::refusal)
                    .thenAccept(answer -> send(context, message, answer))
                    .whenComplete((sent, failure) -> ended(context, held, failure));
        } catch (Malformed malformed) {
            log.debug("{}", malformed.getMessage());
            ended(context, held, malformed);
        } catch (RuntimeException | Error failure) {
            ended(context, held, failure);
        }
    }

    /** Takes them out of what was read, whether there is room for them or not. */
    private static byte[] bytes(ByteBuf frame) {
        try {
            return ByteBufUtil.getBytes(frame);
        } finally {
            frame.release();
        }
    }

    private CompletableFuture<BsonDocument> answer(ChannelHandlerContext context, Message message) {
        BsonDocument atTheDoor;
        try {
            boolean before = door.isOpen();
            atTheDoor = door.answer(message.command());
            if (!before && door.isOpen()) {
                Frames.widen(context.pipeline());
            }
            return atTheDoor != null
                    ? CompletableFuture.completedFuture(atTheDoor)
                    : commands.run(Request.of(message.command(), context.channel()::isActive));
        } catch (RuntimeException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    private void send(ChannelHandlerContext context, Message message, BsonDocument answer) {
        if (message.silent()) {
            context.executor().execute(() -> goOn(context));
            return;
        }
        var bytes = message.answer(context.alloc(), ANSWERS.incrementAndGet(), answer);
        int held = memory.note(bytes.readableBytes());
        context.writeAndFlush(bytes).addListener(written -> {
            memory.give(held);
            if (written.isSuccess()) {
                goOn(context);
            } else {
                context.close();
            }
        });
    }

    private void goOn(ChannelHandlerContext context) {
        busy = false;
        next(context);
    }

    private void ended(ChannelHandlerContext context, int held, @org.jspecify.annotations.Nullable Throwable failure) {
        memory.give(held);
        if (failure != null) {
            if (!(failure instanceof Malformed)) {
                log.error("an answer could not be given; the connection is closed", failure);
            }
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        for (ByteBuf frame = waiting.poll(); frame != null; frame = waiting.poll()) {
            frame.release();
        }
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof DecoderException || cause instanceof java.io.IOException) {
            log.debug("a connection ended: {}", cause.getMessage());
        } else {
            log.warn("a connection ended: {}", cause.toString());
        }
        context.close();
    }
}
