/** How the platform speaks to its database, whichever answers: what is newer wins, what a refusal says, what is acknowledged. */
@NullMarked
package cn.zhibu.platform.store;

import org.jspecify.annotations.NullMarked;
