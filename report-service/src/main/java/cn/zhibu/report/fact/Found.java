package cn.zhibu.report.fact;

/** A fact with the record it comes from. */
public record Found(Source source, Fact fact) {}
