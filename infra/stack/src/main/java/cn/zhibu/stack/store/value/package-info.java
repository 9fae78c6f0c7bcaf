/** Values as MongoDB sees them: their one order, the bytes that keep it, what a dotted path finds. No input, no output. */
@NullMarked
package cn.zhibu.stack.store.value;

import org.jspecify.annotations.NullMarked;
