/** What somebody has begun to fill in and not sent: his alone, sealed, kept for thirty days after the last change. */
@NullMarked
package cn.zhibu.activity.draft;

import org.jspecify.annotations.NullMarked;
