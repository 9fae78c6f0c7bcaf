/** Names of the rules that notices speak of, and how long before a term's end a reminder is asked for (BR-19); all data. */
@NullMarked
package cn.zhibu.notification.rule;

import org.jspecify.annotations.NullMarked;
