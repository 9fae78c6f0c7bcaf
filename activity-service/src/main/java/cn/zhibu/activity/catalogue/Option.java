package cn.zhibu.activity.catalogue;

import java.util.Map;

/** A bilingual text by language tag. */
public record Option(String id, Map<String, String> names) {}
