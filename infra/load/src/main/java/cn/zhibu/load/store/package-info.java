/** What the document store does with a district of three years: a store of its own, filled with copies of the demo. */
@NullMarked
package cn.zhibu.load.store;

import org.jspecify.annotations.NullMarked;
