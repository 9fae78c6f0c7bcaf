package cn.zhibu.platform.change;

/** A stored record that only carries its events to the relay and is deleted when they are sent. */
public interface Ephemeral {}
