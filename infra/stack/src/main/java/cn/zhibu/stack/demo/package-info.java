/**
 * Loads the demo into a running stack the way people would: each signs in through the gateway's own login and enters
 * what is theirs. Two invented bureaus; the kindergarten of the first one has a whole year behind it.
 */
@NullMarked
package cn.zhibu.stack.demo;

import org.jspecify.annotations.NullMarked;
