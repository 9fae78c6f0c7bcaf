/** Every way to say no, rendered once as an RFC 9457 problem in the caller's language. */
@NullMarked
package cn.zhibu.platform.problem;

import org.jspecify.annotations.NullMarked;
