/** Heart-to-heart talks of two members, and which of them have not talked this year (BR-28). */
@NullMarked
package cn.zhibu.activity.talk;

import org.jspecify.annotations.NullMarked;
