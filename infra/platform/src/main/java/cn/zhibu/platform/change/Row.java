package cn.zhibu.platform.change;

/**
 * A row of a read model.
 *
 * @param sequence of what it is made from; an older one does not replace a newer
 */
public record Row<S>(S row, long sequence) {}
