/** How each person wants to be told: in the inbox or by mail, at once or once a day, never in quiet hours. Their own alone. */
@NullMarked
package cn.zhibu.notification.settings;

import org.jspecify.annotations.NullMarked;
