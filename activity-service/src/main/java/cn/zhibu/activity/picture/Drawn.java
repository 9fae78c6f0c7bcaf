package cn.zhibu.activity.picture;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a picture.
 *
 * @param reduced whether it has fewer pixels than what was sent
 * @param thumbnail absent when it cannot be drawn within the memory there is: then the picture is kept as it was sent,
 *     but for what cameras write into it
 */
public record Drawn(
        Path picture, Size size, boolean reduced, @Nullable Size thumbnail) {}
