package cn.zhibu.platform.event;

/**
 * One event of a topic as it was told.
 *
 * @param body as JSON
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
public record Heard(String topic, Received received, byte[] body) {}
