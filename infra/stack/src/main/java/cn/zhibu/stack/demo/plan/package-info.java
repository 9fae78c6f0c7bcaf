/** What the demo enters, worked out from its data and the day it is loaded on; nothing here talks to anybody. */
@NullMarked
package cn.zhibu.stack.demo.plan;

import org.jspecify.annotations.NullMarked;
