/** Who calls, what their grants allow and the capability annotations that every handler carries. */
@NullMarked
package cn.zhibu.platform.security;

import org.jspecify.annotations.NullMarked;
