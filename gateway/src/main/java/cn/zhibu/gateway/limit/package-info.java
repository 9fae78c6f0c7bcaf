/** How much one address, one person and one bureau may ask for, so that nobody's haste slows the others. */
@NullMarked
package cn.zhibu.gateway.limit;

import org.jspecify.annotations.NullMarked;
