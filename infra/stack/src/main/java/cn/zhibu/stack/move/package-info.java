/** All documents of one store moved into another: from the embedded store to a MongoDB, and back. */
@NullMarked
package cn.zhibu.stack.move;

import org.jspecify.annotations.NullMarked;
