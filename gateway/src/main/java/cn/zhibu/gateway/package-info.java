/** The one door of the platform: login as backend-for-frontend, sealed sessions, routes, and the web front. */
@NullMarked
package cn.zhibu.gateway;

import org.jspecify.annotations.NullMarked;
