package cn.zhibu.catalogue;

import cn.zhibu.words.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A paragraph: fixed text, or claims in the order they are read, with a lead that stands only above evidence. Clauses
 * are joined to one sentence.
 */
public record Block(@Nullable Words fixed, @Nullable Words lead, List<String> claims, boolean clauses) {

    public Block {
        claims = claims == null ? List.of() : claims;
    }
}
