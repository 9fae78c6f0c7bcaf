/** One look for every refusal of the gateway: RFC 9457, in the caller's language, with a request id; and what every answer wears. */
@NullMarked
package cn.zhibu.gateway.problem;

import org.jspecify.annotations.NullMarked;
