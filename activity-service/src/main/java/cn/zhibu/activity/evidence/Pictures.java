package cn.zhibu.activity.evidence;

import static cn.zhibu.activity.evidence.EvidenceProblem.FILE_UNREADABLE;
import static cn.zhibu.activity.evidence.EvidenceProblem.PICTURE_TOO_LARGE;

import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.metadata.MetadataException;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.Orientation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes of a picture what is kept: drawn anew, so that nothing but what can be seen is left of it (no place, no camera, no
 * hidden preview), the right way up, not larger than asked for; and its thumbnail.
 */
@Component
class Pictures {

    private static final double QUALITY = 0.88;
    private static final int DECODED = 4000;

    static {
        ImageIO.setUseCache(false); // no traces of pictures in folders that nobody sweeps
    }

    private final EvidenceSettings settings;

    Pictures(EvidenceSettings settings) {
        this.settings = settings;
    }

    /** Width and height in pixels. */
    record Size(int width, int height) {}

    /** Draws the picture and its thumbnail to the two paths. */
    List<Size> draw(Path from, FileType type, String name, Path picture, Path thumbnail) {
        try {
            var turn = type == FileType.JPEG ? orientation(from) : null;
            var decoded = decode(from, type, name);
            var upright = scaled(decoded, type == FileType.PNG, settings.edge(), turn);
            write(upright, type == FileType.PNG ? "png" : "jpg", picture);
            var small = scaled(onWhite(upright), false, settings.thumbnail(), null);
            write(small, "jpg", thumbnail);
            return List.of(
                    new Size(upright.getWidth(), upright.getHeight()), new Size(small.getWidth(), small.getHeight()));
        } catch (IOException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | NegativeArraySizeException broken) {
            throw FILE_UNREADABLE.at("/file", name);
        }
    }

    /** Large pictures are decoded at a fraction, so that memory is bounded by the screen and not by the sender. */
    private BufferedImage decode(Path from, FileType type, String name) throws IOException {
        var readers = ImageIO.getImageReadersByMIMEType(type.mediaType());
        ImageReader reader = readers.next();
        try (var in = ImageIO.createImageInputStream(from.toFile())) {
            reader.setInput(in, true, true);
            long width = reader.getWidth(0);
            long height = reader.getHeight(0);
            if (width * height > settings.pixels()) {
                throw PICTURE_TOO_LARGE.at("/file", name, settings.pixels() / 1_000_000);
            }
            int every = (int) Math.max(1, Math.max(width, height) / DECODED);
            var how = reader.getDefaultReadParam();
            how.setSourceSubsampling(every, every, 0, 0);
            return reader.read(0, how);
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage scaled(BufferedImage image, boolean alpha, int edge, @Nullable Orientation turn)
            throws IOException {
        double longer = Math.max(image.getWidth(), image.getHeight());
        var how = Thumbnails.of(image)
                .scale(Math.min(1, edge / longer))
                .imageType(alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        if (turn != null) {
            how.addFilter(ExifFilterUtils.getFilterForOrientation(turn));
        }
        return how.asBufferedImage();
    }

    private static void write(BufferedImage image, String format, Path to) throws IOException {
        try (var out = Files.newOutputStream(to)) {
            Thumbnails.of(image)
                    .scale(1)
                    .imageType(image.getType())
                    .outputFormat(format)
                    .outputQuality(QUALITY)
                    .toOutputStream(out);
        }
    }

    private static BufferedImage onWhite(BufferedImage image) {
        if (!image.getColorModel().hasAlpha()) {
            return image;
        }
        var opaque = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        var pen = opaque.createGraphics();
        pen.drawImage(image, 0, 0, java.awt.Color.WHITE, null);
        pen.dispose();
        return opaque;
    }

    private static @Nullable Orientation orientation(Path from) throws IOException {
        try {
            var exif = JpegMetadataReader.readMetadata(from.toFile(), List.of(new ExifReader()))
                    .getFirstDirectoryOfType(ExifIFD0Directory.class);
            return exif == null || !exif.containsTag(ExifIFD0Directory.TAG_ORIENTATION)
                    ? null
                    : Orientation.typeOf(exif.getInt(ExifIFD0Directory.TAG_ORIENTATION));
        } catch (ImageProcessingException | MetadataException | IllegalArgumentException odd) {
            return null;
        }
    }
}
