/** The one way to listen: a table of events per consumer, dispatched in order on the platform's own listener thread. */
@NullMarked
package cn.zhibu.platform.event;

import org.jspecify.annotations.NullMarked;
