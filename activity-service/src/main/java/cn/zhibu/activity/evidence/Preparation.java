package cn.zhibu.activity.evidence;

import cn.zhibu.platform.file.Arrival;
import cn.zhibu.platform.file.Incoming;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Makes of what arrived what is kept. Pictures one at a time, since each takes tens of megabytes while it is drawn. */
@Component
class Preparation {

    private static final int NAME = 120;
    private static final int WAITING = 200;

    private final EvidenceSettings settings;
    private final Inspection inspection;
    private final Pictures pictures;
    private final Incoming incoming;
    private final Scheduler easel = Schedulers.newBoundedElastic(1, WAITING, "pictures");

    Preparation(EvidenceSettings settings, Inspection inspection, Pictures pictures, Incoming incoming) {
        this.settings = settings;
        this.inspection = inspection;
        this.pictures = pictures;
        this.incoming = incoming;
    }

    /**
     * What is kept of a file.
     *
     * @param arrivals the file and, of a picture, its thumbnail
     * @param paths made here, to be discarded
     */
    record Prepared(String name, List<Arrival> arrivals, List<Evidence.Kept> kept, List<Path> paths) {}

    /** Takes a body to the disk, hands on what is to be kept of it, and leaves nothing behind. */
    <T> Mono<T> of(Flux<DataBuffer> body, String name, Function<Prepared, Mono<T>> keep) {
        return incoming.receive(body, settings.most())
                .flatMap(arrival -> prepared(arrival, name)
                        .flatMap(prepared -> keep.apply(prepared)
                                .doFinally(done -> prepared.paths().forEach(incoming::discard)))
                        .doFinally(done -> incoming.discard(arrival.path())));
    }

    private Mono<Prepared> prepared(Arrival arrival, String name) {
        return Mono.fromCallable(() -> inspection.type(arrival, name))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(type -> type.picture()
                        ? Mono.fromCallable(() -> picture(arrival, type, name)).subscribeOn(easel)
                        : Mono.just(paper(arrival, type, name)));
    }

    private static Prepared paper(Arrival arrival, FileType type, String name) {
        var kept = new Evidence.Kept(arrival.hash(), arrival.size(), type, null, null);
        return new Prepared(named(name, type), List.of(arrival), List.of(kept), List.of());
    }

    private Prepared picture(Arrival arrival, FileType type, String name) {
        var paths = List.of(incoming.fresh(), incoming.fresh());
        try {
            var sizes = pictures.draw(arrival.path(), type, name, paths.get(0), paths.get(1));
            var arrivals = paths.stream().map(incoming::made).toList();
            return new Prepared(
                    named(name, type),
                    arrivals,
                    List.of(
                            kept(arrivals.get(0), type, sizes.get(0)),
                            kept(arrivals.get(1), FileType.JPEG, sizes.get(1))),
                    paths);
        } catch (RuntimeException failure) {
            paths.forEach(incoming::discard);
            throw failure;
        }
    }

    private static Evidence.Kept kept(Arrival arrival, FileType type, Pictures.Size size) {
        return new Evidence.Kept(arrival.hash(), arrival.size(), type, size.width(), size.height());
    }

    /** The name without folders and control characters, with the ending that fits the content. */
    static String named(String given, FileType type) {
        var last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        var clean = last.replaceAll("[\\p{Cntrl}\\p{Cf}<>:\"|?*]", " ").strip();
        var dot = clean.lastIndexOf('.');
        var stem = dot > 0 ? clean.substring(0, dot).strip() : clean;
        var cut = stem.length() > NAME ? stem.substring(0, NAME) : stem;
        return (cut.isBlank() || cut.startsWith(".") ? "file" + cut : cut) + "." + type.ending();
    }
}
