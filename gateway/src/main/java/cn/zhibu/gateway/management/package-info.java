/** The management port asks who is there, as those of the services do. */
@NullMarked
package cn.zhibu.gateway.management;

import org.jspecify.annotations.NullMarked;
