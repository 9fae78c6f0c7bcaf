package cn.zhibu.activity.evidence;

import cn.zhibu.activity.picture.Drawn;
import cn.zhibu.activity.picture.PictureService;
import cn.zhibu.activity.picture.Size;
import cn.zhibu.platform.file.Arrival;
import cn.zhibu.platform.file.Incoming;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Makes of what arrived what is kept. */
@Component
class Preparation {

    private static final int NAME = 120;
    private static final int SHEETS = 3;

    private final EvidenceSettings settings;
    private final Inspection inspection;
    private final PictureService pictures;
    private final Incoming incoming;

    Preparation(EvidenceSettings settings, Inspection inspection, PictureService pictures, Incoming incoming) {
        this.settings = settings;
        this.inspection = inspection;
        this.pictures = pictures;
        this.incoming = incoming;
    }

    /**
     * What is kept of a file: the file itself and, of a picture, its preview.
     *
     * @param sent SHA-256 of what came, which of a picture is not what is kept
     */
    record Prepared(String name, String sent, List<Arrival> arrivals, List<Evidence.Kept> kept) {}

    /** Takes a body to the disk, hands on what is to be kept of it, and leaves nothing behind. */
    <T> Mono<T> of(Flux<DataBuffer> body, String name, Function<Prepared, Mono<T>> keep) {
        return incoming.receive(body, settings.most())
                .flatMap(arrival -> Mono.using(
                        () -> arrival, there -> kept(there, name, keep), there -> incoming.discard(there.path())));
    }

    private <T> Mono<T> kept(Arrival arrival, String name, Function<Prepared, Mono<T>> keep) {
        return inspection
                .look(arrival, name)
                .flatMap(type ->
                        type.picture() ? picture(arrival, type, name, keep) : keep.apply(paper(arrival, type, name)));
    }

    private static Prepared paper(Arrival arrival, FileType type, String name) {
        var kept = new Evidence.Kept(arrival.hash(), arrival.size(), type, null, null, null);
        return new Prepared(named(name, type), arrival.hash(), List.of(arrival), List.of(kept));
    }

    private <T> Mono<T> picture(Arrival arrival, FileType type, String name, Function<Prepared, Mono<T>> keep) {
        return Mono.using(
                () -> Stream.generate(incoming::fresh).limit(SHEETS).toList(),
                sheets -> pictures.draw(arrival.path(), type == FileType.PNG, name, sheets)
                        .publishOn(Schedulers.boundedElastic())
                        .map(drawn -> prepared(drawn, type, name, arrival.hash(), sheets.get(SHEETS - 1)))
                        .flatMap(keep),
                sheets -> sheets.forEach(incoming::discard));
    }

    private Prepared prepared(Drawn drawn, FileType type, String name, String sent, Path preview) {
        var picture = incoming.made(drawn.picture());
        var kept = kept(picture, type, drawn.size(), drawn.reduced());
        if (drawn.thumbnail() == null) {
            return new Prepared(named(name, type), sent, List.of(picture), List.of(kept));
        }
        var small = incoming.made(preview);
        return new Prepared(
                named(name, type),
                sent,
                List.of(picture, small),
                List.of(kept, kept(small, FileType.JPEG, drawn.thumbnail(), null)));
    }

    private static Evidence.Kept kept(Arrival arrival, FileType type, Size size, @Nullable Boolean reduced) {
        return new Evidence.Kept(arrival.hash(), arrival.size(), type, size.width(), size.height(), reduced);
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
