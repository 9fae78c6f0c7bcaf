/** Pages, entity tags, idempotency keys and the context of each request. */
@NullMarked
package cn.zhibu.platform.web;

import org.jspecify.annotations.NullMarked;
