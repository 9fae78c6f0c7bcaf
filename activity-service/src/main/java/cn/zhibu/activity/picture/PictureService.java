package cn.zhibu.activity.picture;

import static cn.zhibu.activity.picture.PictureProblem.PICTURE_TOO_LARGE;
import static cn.zhibu.activity.picture.PictureProblem.PICTURE_UNREADABLE;

import cn.zhibu.platform.file.Allowance;
import java.awt.Rectangle;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Makes of a picture what is kept: washed of what cameras write into it, drawn anew, the right way up, not larger than
 * asked for but never illegible; and its preview. How much memory that takes is known before it begins and asked for.
 */
@Service
@EnableConfigurationProperties(PictureSettings.class)
public class PictureService {

    private static final int SIDE = 65_535; // pixels
    private static final int AT_ONCE = 64 * 1024;
    private static final long MILLION = 1_000_000;

    static {
        ImageIO.setUseCache(false); // no traces of pictures in folders that nobody sweeps
    }

    private final PictureSettings settings;
    private final Allowance allowance;

    PictureService(PictureSettings settings) {
        this.settings = settings;
        this.allowance = new Allowance("pictures", settings.memory().toBytes(), settings.atOnce(), settings.waiting());
    }

    /**
     * Makes what is kept of a picture and its preview.
     *
     * @param png otherwise it is a JPEG
     * @param to three paths for what is made
     */
    public Mono<Drawn> draw(Path from, boolean png, String name, List<Path> to) {
        return Mono.fromCallable(() -> washed(from, png, to.get(0)))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(washed -> drawn(washed, name, to))
                .onErrorMap(PictureService::broken, failure -> PICTURE_UNREADABLE.at("/file", name));
    }

    private static Washed washed(Path from, boolean png, Path to) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(from), AT_ONCE);
                var out = new BufferedOutputStream(Files.newOutputStream(to), AT_ONCE)) {
            return png ? PngWash.wash(in, out) : JpegWash.wash(in, out);
        }
    }

    private Mono<Drawn> drawn(Washed washed, String name, List<Path> to) {
        if (washed.pixels() > settings.pixels() || Math.max(washed.width(), washed.height()) > SIDE) {
            return Mono.error(PICTURE_TOO_LARGE.at("/file", name, settings.pixels() / MILLION));
        }
        var plan = Plan.of(washed, settings);
        if (!plan.drawable()) {
            return Mono.just(new Drawn(to.get(0), washed.upright(washed.width(), washed.height()), false, null));
        }
        return allowance.during(share(washed, plan), () -> drawn(washed, plan, to));
    }

    /** Both kinds of memory in one number: the share of the scarcer one. */
    private long share(Washed washed, Plan plan) {
        long memory = settings.memory().toBytes();
        long outside = washed.coefficients() * memory / settings.outside().toBytes();
        return Math.min(memory, Math.max(plan.heap(), outside));
    }

    private Drawn drawn(Washed washed, Plan plan, List<Path> to) throws IOException {
        try (var decoding = new Decoding(washed, to.get(0))) {
            var small = plan.asSent() ? preview(washed, decoding) : sheet(washed, plan, decoding, to.get(1));
            small.write("jpeg", to.get(2));
            var size = plan.asSent()
                    ? washed.upright(washed.width(), washed.height())
                    : washed.upright(plan.width(), plan.height());
            return new Drawn(to.get(plan.asSent() ? 0 : 1), size, plan.reduced(washed), small.size());
        }
    }

    private Sheet preview(Washed washed, Decoding decoding) throws IOException {
        var shown = Plan.shown(washed);
        double smaller = Math.max(1, Math.max(shown.width, shown.height) / (double) settings.thumbnail());
        int width = (int) Math.max(1, Math.round(shown.width / smaller));
        int height = (int) Math.max(1, Math.round(shown.height / smaller));
        var sheet = new Sheet(width, height, washed.turn(), false);
        decoding.draw(shown, width, height, sheet);
        return sheet;
    }

    private Sheet sheet(Washed washed, Plan plan, Decoding decoding, Path to) throws IOException {
        var sheet = new Sheet(plan.width(), plan.height(), washed.turn(), washed.png());
        decoding.draw(new Rectangle(washed.width(), washed.height()), plan.width(), plan.height(), sheet);
        sheet.write(washed.png() ? "png" : "jpeg", to);
        return sheet.smaller(settings.thumbnail());
    }

    /** Decoders meet nonsense in many ways. */
    private static boolean broken(Throwable failure) {
        return failure instanceof IOException
                || failure instanceof IllegalArgumentException
                || failure instanceof IndexOutOfBoundsException
                || failure instanceof NegativeArraySizeException
                || failure instanceof java.awt.color.CMMException
                || failure instanceof ClassCastException
                || failure instanceof NullPointerException
                || failure instanceof ArithmeticException;
    }
}
