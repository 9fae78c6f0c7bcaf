/** The files of the web front and the addresses that only the front knows. */
@NullMarked
package cn.zhibu.gateway.front;

import org.jspecify.annotations.NullMarked;
