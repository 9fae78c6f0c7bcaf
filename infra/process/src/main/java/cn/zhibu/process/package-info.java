/** What every process of ours is held to, the gateway as well as the services: who may look at it, what its store promises and when it is away. */
@NullMarked
package cn.zhibu.process;

import org.jspecify.annotations.NullMarked;
