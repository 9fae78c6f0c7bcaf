/** Tests of how questions are judged. */
@NullMarked
package cn.zhibu.kit.query;

import org.jspecify.annotations.NullMarked;
