/**
 * The local stack: starts broker, identity server, document store and services as plain processes on the loopback
 * address, watches them, and stops exactly what it started. Used by infra/up and by the tests that kill things.
 */
@NullMarked
package cn.zhibu.stack.launch;

import org.jspecify.annotations.NullMarked;
