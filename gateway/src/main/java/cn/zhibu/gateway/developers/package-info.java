/**
 * The developers' page: the interfaces of all services, the events and the problem types, as they are committed. It is
 * off unless it is asked for; then nothing under its address answers.
 */
@NullMarked
package cn.zhibu.gateway.developers;

import org.jspecify.annotations.NullMarked;
