/**
 * Evidence: photos and papers attached to what a branch has written down. Optional everywhere; read by whoever may read
 * the record; pictures are kept without what cameras write into them.
 */
@NullMarked
package cn.zhibu.activity.evidence;

import org.jspecify.annotations.NullMarked;
