package cn.zhibu.platform.change;

/**
 * What of a document's outbox has been sent and may be taken out.
 *
 * @param stamp of the last write that is known here
 * @param upTo the greatest sequence that was sent
 * @param all whether that is everything this stamp stands for
 */
record Told(Place place, Stamp stamp, long upTo, boolean all, boolean ephemeral) {}
