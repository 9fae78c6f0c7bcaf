/**
 * Mail: to addresses that people gave and confirmed themselves, one message per occasion or per day, tried again until it is
 * taken or refused for good.
 */
@NullMarked
package cn.zhibu.notification.delivery;

import org.jspecify.annotations.NullMarked;
