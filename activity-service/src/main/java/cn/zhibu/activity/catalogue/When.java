package cn.zhibu.activity.catalogue;

/** A field is asked for when another one has this value. */
record When(String field, String equals) {}
