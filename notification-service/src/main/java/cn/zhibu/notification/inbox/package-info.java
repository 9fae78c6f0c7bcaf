/** Each person's inbox: a notice per occasion and person, shown at once to whoever is looking. */
@NullMarked
package cn.zhibu.notification.inbox;

import org.jspecify.annotations.NullMarked;
