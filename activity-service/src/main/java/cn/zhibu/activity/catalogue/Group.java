package cn.zhibu.activity.catalogue;

import java.util.Map;

/** A heading of the chooser of kinds. */
record Group(String id, Map<String, String> names) {}
