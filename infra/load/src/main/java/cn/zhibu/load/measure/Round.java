package cn.zhibu.load.measure;

import cn.zhibu.load.kernel.Latency;
import java.util.Map;

/**
 * One stretch of load on one target.
 *
 * @param millis processor time of each process during the stretch
 * @param seconds how long it lasted, the wait for its last effects included
 */
public record Round(Latency latency, Map<String, Long> millis, double seconds) {

    /** Processor milliseconds of all processes for each request. */
    public double perOperation() {
        return latency.all() == 0 ? 0 : (double) Cpu.sum(millis) / latency.all();
    }

    /** The same without what the processes use when nobody asks anything. */
    public double perOperation(double idlePerSecond) {
        return latency.all() == 0 ? 0 : Math.max(0, Cpu.sum(millis) - idlePerSecond * seconds) / latency.all();
    }
}
