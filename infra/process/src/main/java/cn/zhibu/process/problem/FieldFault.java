package cn.zhibu.process.problem;

import java.util.List;

/** What is wrong with one field: a JSON pointer, a code that names the sentence in the bundles, and its values. */
public record FieldFault(String pointer, String code, List<Object> args) {

    public static FieldFault of(String pointer, String code, Object... args) {
        return new FieldFault(pointer, code, List.of(args));
    }
}
