/** Openness of Party and school affairs in four steps: proposed, examined, approved, published (OP-01); and the page that needs no login. */
@NullMarked
package cn.zhibu.activity.disclosure;

import org.jspecify.annotations.NullMarked;
