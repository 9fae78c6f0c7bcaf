/** MongoDB's wire protocol: messages in and out, who may ask, and one message of a connection at a time. */
@NullMarked
package cn.zhibu.stack.store.wire;

import org.jspecify.annotations.NullMarked;
