/** The database is chosen from the Reactor context and nowhere else; features never see this package. */
@NullMarked
package cn.zhibu.platform.tenant;

import org.jspecify.annotations.NullMarked;
