package cn.zhibu.activity.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.activity.picture.Drawn;
import cn.zhibu.activity.picture.PictureService;
import cn.zhibu.activity.picture.Size;
import cn.zhibu.kit.ServiceTest;
import com.drew.imaging.ImageMetadataReader;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What comes of a picture: what it shows, how large it is kept, and its preview. */
@ServiceTest
class PictureKindsTests {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Autowired
    private PictureService pictures;

    @TempDir
    Path folder;

    private Path preview() {
        return folder.resolve("preview");
    }

    private Drawn draw(byte[] sent, boolean png) throws IOException {
        var from = Files.write(folder.resolve("sent"), sent);
        var to = List.of(folder.resolve("washed"), folder.resolve("drawn"), preview());
        return Objects.requireNonNull(pictures.draw(from, png, "a", to).block(LIMIT));
    }

    private static int[] colour(BufferedImage image, double across, double down) {
        var colour = new Color(
                image.getRGB((int) (across * (image.getWidth() - 1)), (int) (down * (image.getHeight() - 1))));
        return new int[] {colour.getRed(), colour.getGreen(), colour.getBlue()};
    }

    private static void same(int[] found, int red, int green, int blue) {
        assertThat(found[0]).isCloseTo(red, org.assertj.core.data.Offset.offset(12));
        assertThat(found[1]).isCloseTo(green, org.assertj.core.data.Offset.offset(12));
        assertThat(found[2]).isCloseTo(blue, org.assertj.core.data.Offset.offset(12));
    }

    @ParameterizedTest
    @CsvSource({"1080, 9000, png", "1080, 9000, jpg", "1170, 40000, jpg", "9000, 1080, png"})
    void aLongScreenshotIsKeptAsItIs(int width, int height, String format) throws IOException {
        var drawn = draw(SampleFiles.picture(format, width, height), format.equals("png"));
        assertThat(drawn.size()).isEqualTo(new Size(width, height));
        assertThat(drawn.reduced()).isFalse();
        var kept = ImageIO.read(drawn.picture().toFile());
        assertThat(kept.getWidth()).isEqualTo(width);
        assertThat(kept.getHeight()).isEqualTo(height);
        var preview = ImageIO.read(preview().toFile());
        assertThat(Math.max(preview.getWidth(), preview.getHeight())).isEqualTo(320);
        assertThat(Math.min(preview.getWidth(), preview.getHeight())).isGreaterThan(100);
    }

    @Test
    void aLongPhotoThatIsKeptAsItIsTellsNothingButHowToHoldIt() throws Exception {
        var drawn = draw(SampleFiles.photo(7000, 900, 6), false);
        assertThat(drawn.size()).isEqualTo(new Size(900, 7000));
        var text = Files.readString(drawn.picture(), StandardCharsets.ISO_8859_1);
        assertThat(text).doesNotContain("SECRET");
        var told = ImageMetadataReader.readMetadata(drawn.picture().toFile());
        assertThat(told.getDirectories())
                .allSatisfy(directory -> assertThat(directory.getName())
                        .isIn("JPEG", "JFIF", "Huffman", "File Type", "File", "Exif IFD0"));
        var exif = told.getFirstDirectoryOfType(com.drew.metadata.exif.ExifIFD0Directory.class);
        assertThat(exif.getInt(0x0112)).isEqualTo(6);
        assertThat(exif.getTagCount()).isEqualTo(1);
        var preview = ImageIO.read(preview().toFile());
        assertThat(preview.getHeight()).isGreaterThan(preview.getWidth());
    }

    @Test
    void anOrdinaryPhotoIsMadeSmallerAndThatIsSaid() throws IOException {
        var drawn = draw(SampleFiles.picture("jpg", 4032, 3024), false);
        assertThat(drawn.size()).isEqualTo(new Size(2560, 1920));
        assertThat(drawn.reduced()).isTrue();
        var kept = ImageIO.read(drawn.picture().toFile());
        same(colour(kept, 0.1, 0.5), 254, 0, 0);
        same(colour(kept, 0.9, 0.5), 0, 0, 254);
        assertThat(draw(SampleFiles.picture("jpg", 800, 600), false).reduced()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4", "5", "6", "7", "8"})
    void everyWayToHoldACameraEndsUpright(int turn) throws IOException {
        // what is stored has red on the left and blue on the right
        var drawn = draw(SampleFiles.photo(400, 200, turn), false);
        var kept = ImageIO.read(drawn.picture().toFile());
        boolean side = turn >= 5;
        assertThat(drawn.size()).isEqualTo(side ? new Size(200, 400) : new Size(400, 200));
        boolean redFirst = List.of(1, 4, 5, 6).contains(turn);
        var first = side ? colour(kept, 0.5, 0.05) : colour(kept, 0.05, 0.5);
        var last = side ? colour(kept, 0.5, 0.95) : colour(kept, 0.95, 0.5);
        same(redFirst ? first : last, 254, 0, 0);
        same(redFirst ? last : first, 0, 0, 254);
    }

    @Test
    void aPrintersPictureHasItsColours() throws IOException {
        var drawn = draw(HostilePictures.printed(300, 400), false);
        same(colour(ImageIO.read(drawn.picture().toFile()), 0.5, 0.5), 128, 255, 255);
    }

    @Test
    void stripesFitTogether() throws IOException {
        // a slope from black to white, decoded in several stripes: no step is larger than its neighbours
        var image = new BufferedImage(6000, 4000, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 4000; y++) {
            for (int x = 0; x < 6000; x += 1) {
                image.getRaster().setSample(x, y, 0, y * 255 / 3999);
            }
        }
        var out = new java.io.ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        var drawn = draw(out.toByteArray(), true);
        var kept = ImageIO.read(drawn.picture().toFile());
        for (int y = 1; y < kept.getHeight(); y++) {
            int step = (kept.getRGB(100, y) & 0xFF) - (kept.getRGB(100, y - 1) & 0xFF);
            assertThat(step).as("row " + y).isBetween(0, 1);
        }
    }

    @Test
    void whatCannotBeDrawnWithinTheMemoryIsKeptWithoutPreview() throws IOException {
        var many = new java.io.ByteArrayOutputStream();
        var jpeg = HostilePictures.jpeg(3000, 2000, true);
        many.write(jpeg, 0, jpeg.length - 2);
        int last = jpeg.length - 2;
        int from = last - 2;
        while ((jpeg[from] & 0xFF) != 0xFF || (jpeg[from + 1] & 0xFF) != 0xDA) {
            from--;
        }
        for (int i = 0; i < 400; i++) {
            many.write(jpeg, from, last - from);
        }
        many.write(jpeg, last, 2);
        var drawn = draw(many.toByteArray(), false);
        assertThat(drawn.thumbnail()).isNull();
        assertThat(drawn.size()).isEqualTo(new Size(3000, 2000));
        assertThat(drawn.reduced()).isFalse();
    }
}
