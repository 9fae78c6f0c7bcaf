package cn.zhibu.report.writing;

import java.time.Instant;

/** A text as it is written now; empty where it is taken away. */
public record Written(String report, String section, String text, String by, Instant at) {}
