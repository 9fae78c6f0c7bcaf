/** Who of a branch has signed a responsibility letter or a pledge, and who has not yet. */
@NullMarked
package cn.zhibu.activity.signing;

import org.jspecify.annotations.NullMarked;
