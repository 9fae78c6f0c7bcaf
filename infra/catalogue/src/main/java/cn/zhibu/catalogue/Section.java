package cn.zhibu.catalogue;

import cn.zhibu.words.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a report; an optional one is left out when nothing stands in it, an expected one is asked for. */
public record Section(
        String id,
        int level,
        boolean optional,
        boolean expected,
        @Nullable Words title,
        List<Block> blocks) {

    public Section {
        blocks = blocks == null ? List.of() : blocks;
    }
}
