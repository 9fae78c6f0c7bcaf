/** Log fields, meters of the outbox and the listeners, and the audit entries of refused writes and looks at personal files. */
@NullMarked
package cn.zhibu.platform.observe;

import org.jspecify.annotations.NullMarked;
