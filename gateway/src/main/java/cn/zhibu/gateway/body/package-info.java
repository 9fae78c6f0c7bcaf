/** How much may be sent to a service in one request. */
@NullMarked
package cn.zhibu.gateway.body;

import org.jspecify.annotations.NullMarked;
