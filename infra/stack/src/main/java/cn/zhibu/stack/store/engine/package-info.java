/** Documents and index keys in one SQLite file: who may write when, what is on disk when, and what is found how. */
@NullMarked
package cn.zhibu.stack.store.engine;

import org.jspecify.annotations.NullMarked;
