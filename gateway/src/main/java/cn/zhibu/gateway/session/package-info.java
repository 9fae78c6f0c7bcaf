/** Server sessions in the database: sealed, guarded against resurrection, and swept when they have expired. */
@NullMarked
package cn.zhibu.gateway.session;

import org.jspecify.annotations.NullMarked;
