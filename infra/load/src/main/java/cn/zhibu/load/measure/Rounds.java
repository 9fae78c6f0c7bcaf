package cn.zhibu.load.measure;

import cn.zhibu.load.kernel.Latency;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The rounds of one target. */
public final class Rounds {

    private final List<Round> rounds = new ArrayList<>();

    public void add(Round round) {
        rounds.add(round);
    }

    public Spread of(ToDoubleFunction<Round> figure) {
        return Spread.of(rounds.stream().map(figure::applyAsDouble).toList());
    }

    public Spread intended(double percent) {
        return of(round -> round.latency().intended(percent));
    }

    public Spread cpu() {
        return of(Round::perOperation);
    }

    /** All rounds in one. */
    public Latency latency() {
        var all = new Latency();
        rounds.forEach(round -> all.add(round.latency()));
        return all;
    }

    public double seconds() {
        return rounds.stream().mapToDouble(Round::seconds).sum();
    }

    /** The part of each process in the processor time, the greatest first. */
    public Map<String, Double> shares() {
        var sums = new LinkedHashMap<String, Double>();
        rounds.forEach(round -> round.millis().forEach((name, used) -> sums.merge(name, (double) used, Double::sum)));
        double whole = sums.values().stream().mapToDouble(Double::doubleValue).sum();
        var shares = new LinkedHashMap<String, Double>();
        sums.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .forEach(each -> shares.put(each.getKey(), whole == 0 ? 0 : each.getValue() / whole));
        return shares;
    }

    /** Whether more than this part of the requests was not answered well, or none was sent. */
    public boolean failing(double part) {
        var all = latency();
        return all.all() == 0 || all.bad() > part * all.all();
    }

    /** Whether the processor time of the same work differed too much for the run to say anything. */
    public boolean isVoid() {
        return rounds.stream().anyMatch(round -> !round.millis().isEmpty()) && cpu().drifted();
    }
}
