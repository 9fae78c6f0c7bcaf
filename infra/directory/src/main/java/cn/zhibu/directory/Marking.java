package cn.zhibu.directory;

import cn.zhibu.platform.change.Marked;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Mono;

/** Whose shape has changed gets another mark, before anybody else is told. */
final class Marking implements Follower {

    private final ReactiveMongoTemplate mongo;
    private final Marked<Shape> shapes;

    Marking(ReactiveMongoTemplate mongo, Marked<Shape> shapes) {
        this.mongo = mongo;
        this.shapes = shapes;
    }

    /** A group is part of the shape of its branch. */
    @Override
    public Mono<Void> turned(String unit) {
        return mongo.findById(unit, Rows.Node.class)
                .map(node -> Stream.of(unit, Objects.requireNonNullElse(node.parent(), unit))
                        .distinct()
                        .toList())
                .defaultIfEmpty(List.of(unit))
                .flatMap(shapes::touch);
    }

    @Override
    public Mono<Void> peopled(Collection<String> branches) {
        return shapes.touch(branches);
    }
}
