/**
 * Open-loop load: requests leave when their time has come, whether or not earlier ones were answered, and their latency
 * counts from the moment they were meant to leave. A slow answer therefore cannot hide the ones it would have delayed.
 */
@NullMarked
package cn.zhibu.load.kernel;

import org.jspecify.annotations.NullMarked;
