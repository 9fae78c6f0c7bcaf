package cn.zhibu.catalogue;

import cn.zhibu.words.Words;

/** A unit of measure; quantities of different units are never added. */
public record MeasureUnit(String id, Words names, String plural) {}
