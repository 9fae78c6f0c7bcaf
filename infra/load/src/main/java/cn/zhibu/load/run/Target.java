package cn.zhibu.load.run;

import cn.zhibu.load.kernel.OpenLoop;
import java.util.Map;

/** @param pids the processes whose time is counted; the generator is none of them */
record Target(String name, OpenLoop loop, OpenLoop.Shots shots, Map<String, Long> pids) {}
