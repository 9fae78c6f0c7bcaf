package cn.zhibu.catalogue;

import cn.zhibu.words.Words;
import java.util.List;

/** What a figure is made of. The whole is named where it has several parts; a single part stands for it by its own name. */
public record Parts(Words whole, String plural, List<Piece> each) {

    /** One figure as a part of a whole, with what it counts. */
    public record Piece(String figure, Words names, String plural) {}
}
