package cn.zhibu.activity.picture;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * How pictures are drawn.
 *
 * @param pixels width times height that is taken at all
 * @param edge pixels of the longer side that a picture is kept with
 * @param legible pixels of the shorter side below which nothing is made smaller: a long screenshot is kept as it is
 * @param thumbnail pixels of the longer side
 * @param memory of the heap, for all pictures that are being drawn at one time
 * @param outside memory beside the heap, for all of them: a JPEG that comes in several scans is kept there as a whole
 * @param atOnce pictures at one time
 * @param waiting pictures that may wait for their turn
 */
@ConfigurationProperties("zhibu.pictures")
record PictureSettings(
        long pixels,
        int edge,
        int legible,
        int thumbnail,
        DataSize memory,
        DataSize outside,
        int atOnce,
        int waiting) {}
