package cn.zhibu.report.catalogue;

import cn.zhibu.report.words.Words;

/** A unit of measure; quantities of different units are never added. */
public record MeasureUnit(String id, Words names, String plural) {}
