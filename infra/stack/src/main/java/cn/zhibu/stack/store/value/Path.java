package cn.zhibu.stack.store.value;

import java.util.List;

/** A dotted path and its parts. */
public record Path(String text, List<String> parts) {

    public static Path of(String text) {
        return new Path(text, List.of(text.split("\\.", -1)));
    }
}
