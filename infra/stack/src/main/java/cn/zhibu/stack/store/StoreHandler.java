package cn.zhibu.stack.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import de.bwaldvogel.mongo.wire.message.MongoReply;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the commands of one connection, runs them on a worker, and answers when what they did or saw is on disk. */
final class StoreHandler extends SimpleChannelInboundHandler<ClientRequest> {

    private static final Logger log = LoggerFactory.getLogger(StoreHandler.class);
    private static final AtomicInteger ANSWERS = new AtomicInteger();

    private final StoreBackend backend;
    private final Executor workers;

    StoreHandler(StoreBackend backend, Executor workers) {
        this.backend = backend;
        this.workers = workers;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ClientRequest request) {
        workers.execute(() -> run(context.channel(), request));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        backend.handleClose(context.channel());
        super.channelInactive(context);
    }

    private void run(Channel channel, ClientRequest request) {
        Document answer;
        CompletableFuture<@Nullable Void> durable;
        try {
            answer = answer(channel, request);
            durable = backend.journal().takeAwaited();
        } catch (RuntimeException | Error failure) {
            answer = failed(failure);
            durable = backend.journal().takeAwaited();
        }
        send(channel, request, answer, durable);
    }

    private static Document failed(Throwable failure) {
        var known = failure instanceof RuntimeException runtime ? runtime : new IllegalStateException(failure);
        if (known instanceof MongoServerException refused) {
            log.debug("refused: {}", refused.getMessage());
        } else {
            log.error("a command failed", failure);
        }
        return Replies.error(known);
    }

    private static void send(
            Channel channel, ClientRequest request, Document answer, CompletableFuture<@Nullable Void> durable) {
        durable.whenComplete((done, failure) ->
                channel.writeAndFlush(envelope(channel, request, failure == null ? answer : failed(failure))));
    }

    private Document answer(Channel channel, ClientRequest request) {
        var query = request instanceof MongoMessage message ? message.getDocument() : legacy((MongoQuery) request);
        return backend.handleCommand(
                channel, request.getDatabaseName(), query.keySet().iterator().next(), query);
    }

    private static Document legacy(MongoQuery query) {
        if (!query.getCollectionName().equals("$cmd")) {
            throw Refusals.unsupported("queries outside of commands");
        }
        return query.getQuery();
    }

    private static Object envelope(Channel channel, ClientRequest request, Document answer) {
        var header =
                new MessageHeader(ANSWERS.incrementAndGet(), request.getHeader().getRequestID());
        return request instanceof MongoMessage
                ? new MongoMessage(channel, header, answer)
                : new MongoReply(header, answer);
    }
}
