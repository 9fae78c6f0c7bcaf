/**
 * What may be said to the store and what it means: the closed list of infra/docs/database.md as filters, changes,
 * projections, orders and pipelines over documents. Everything else is refused in words. No input, no output.
 */
@NullMarked
package cn.zhibu.stack.store.language;

import org.jspecify.annotations.NullMarked;
