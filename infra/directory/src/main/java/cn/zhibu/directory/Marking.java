package cn.zhibu.directory;

import cn.zhibu.platform.change.Marked;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** Whose shape has changed gets another mark, before anybody else is told. */
final class Marking implements Follower {

    private final Reading reading;
    private final Marked<Shape> shapes;

    Marking(Reading reading, Marked<Shape> shapes) {
        this.reading = reading;
        this.shapes = shapes;
    }

    /** A group is part of the shape of its branch. */
    @Override
    public Mono<Void> turned(Collection<String> units) {
        return reading.nodes("_id", units)
                .mapNotNull(Rows.Node::parent)
                .collect(Collectors.toSet())
                .map(parents -> all(units, parents))
                .flatMap(shapes::touch);
    }

    @Override
    public Mono<Void> peopled(Collection<String> branches) {
        return shapes.touch(branches);
    }

    private static Set<String> all(Collection<String> units, Set<String> parents) {
        var all = new HashSet<>(units);
        all.addAll(parents);
        return all;
    }
}
