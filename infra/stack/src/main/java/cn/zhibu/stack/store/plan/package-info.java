/** How documents are found: which index serves a query, and how its entries are read in order, batch by batch. */
@NullMarked
package cn.zhibu.stack.store.plan;

import org.jspecify.annotations.NullMarked;
