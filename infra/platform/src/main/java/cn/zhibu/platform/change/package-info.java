/** The one way to write: a decision's new state and the events that explain it are stored in one document write and relayed to Kafka. */
@NullMarked
package cn.zhibu.platform.change;

import org.jspecify.annotations.NullMarked;
