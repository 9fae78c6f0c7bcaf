package cn.zhibu.activity.picture;

/** Width and height in pixels, the right way up. */
public record Size(int width, int height) {}
