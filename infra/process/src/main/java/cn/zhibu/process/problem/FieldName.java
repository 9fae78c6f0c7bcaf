package cn.zhibu.process.problem;

/** A field as a value of a sentence: it is said by its name in the reader's language. {@code pointer} is a JSON pointer. */
public record FieldName(String pointer) {}
