package cn.zhibu.platform.change;

/** One document: where an outbox is. */
record Place(Shelf shelf, String id) {}
