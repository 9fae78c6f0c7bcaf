/** The kinds of record and the quorums as clients read them: what forms ask and what a valid meeting needs (BR-07, BR-10). */
@NullMarked
package cn.zhibu.activity.catalogue;

import org.jspecify.annotations.NullMarked;
