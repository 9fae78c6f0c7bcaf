package cn.zhibu.gateway.problem;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import java.util.Map;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * What the server answers by itself, because it cannot read the request (its first line or its headers are too long or make
 * no sense), is told as any other refusal. Such an answer is known by having no request id.
 */
@Component
@Sharable
final class BrokenRequests extends ChannelDuplexHandler implements NettyServerCustomizer {

    private static final Map<Integer, GatewayProblem> PROBLEMS = Map.of(
            400, GatewayProblem.BAD_REQUEST,
            413, GatewayProblem.CONTENT_TOO_LARGE,
            414, GatewayProblem.ADDRESS_TOO_LONG,
            431, GatewayProblem.HEADERS_TOO_LARGE);

    private final GatewayProblems problems;
    private final Armour armour;

    BrokenRequests(GatewayProblems problems, Armour armour) {
        this.problems = problems;
        this.armour = armour;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit((observer, channel, address) -> {
            if (channel.pipeline().get(NettyPipeline.HttpTrafficHandler) != null) {
                channel.pipeline().addBefore(NettyPipeline.HttpTrafficHandler, "zhibu.broken-requests", this);
            }
        });
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        var problem =
                message instanceof HttpResponse response && !response.headers().contains(RequestIds.HEADER)
                        ? PROBLEMS.get(response.status().code())
                        : null;
        if (problem == null || !(message instanceof FullHttpResponse bare)) {
            context.write(message, promise);
            return;
        }
        context.write(told(bare, problem), promise);
        bare.release();
    }

    private FullHttpResponse told(FullHttpResponse bare, GatewayProblem problem) {
        var id = RequestIds.fresh();
        var body = problems.bytes(problem, id);
        var told = new DefaultFullHttpResponse(bare.protocolVersion(), bare.status(), Unpooled.wrappedBuffer(body));
        armour.headers().forEach(told.headers()::set);
        told.headers()
                .add(bare.headers())
                .set(RequestIds.HEADER, id)
                .set(HttpHeaderNames.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                .set(HttpHeaderNames.CONTENT_LANGUAGE, "zh-CN")
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        return told;
    }
}
