/** Names of units and people, asked of their owner with the caller's own token; none is kept here. */
@NullMarked
package cn.zhibu.report.name;

import org.jspecify.annotations.NullMarked;
