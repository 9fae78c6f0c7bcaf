/** Who belongs where on a day, asked of the directory for those who write things down. */
@NullMarked
package cn.zhibu.activity.roster;

import org.jspecify.annotations.NullMarked;
