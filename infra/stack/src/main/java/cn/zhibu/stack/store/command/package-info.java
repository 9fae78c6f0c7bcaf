/** The commands of the closed list: what each takes, does and answers. */
@NullMarked
package cn.zhibu.stack.store.command;

import org.jspecify.annotations.NullMarked;
