/** Campaigns of study and education: defined once above, met by each branch with what it has on record. */
@NullMarked
package cn.zhibu.activity.campaign;

import org.jspecify.annotations.NullMarked;
