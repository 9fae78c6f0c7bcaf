/** Checks a ledger that was taken away, with nothing but the file at hand. */
@NullMarked
package cn.zhibu.stack.ledger;

import org.jspecify.annotations.NullMarked;
