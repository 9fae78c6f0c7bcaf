/**
 * The embedded document store: a server that speaks MongoDB's wire protocol in the JVM, on one SQLite file. It answers
 * only what it does exactly; everything else it refuses. What it does stands in infra/docs/database.md.
 */
@NullMarked
package cn.zhibu.stack.store;

import org.jspecify.annotations.NullMarked;
