package cn.zhibu.catalogue;

import cn.zhibu.words.Words;

/** A heading of the chooser of kinds. */
public record Group(String id, Words names) {}
