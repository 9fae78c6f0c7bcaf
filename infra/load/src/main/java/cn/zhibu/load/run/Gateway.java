package cn.zhibu.load.run;

import cn.zhibu.load.Options;
import cn.zhibu.load.kernel.OpenLoop;
import cn.zhibu.load.measure.Outcome;
import cn.zhibu.load.measure.Report;
import cn.zhibu.load.measure.Spread;
import cn.zhibu.load.measure.Verdict;
import cn.zhibu.load.product.Zhibu;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The same cheap question through the gateway, past it, and, where there is one, through nginx. Goal P1. */
public final class Gateway {

    private static final double RATE = 20;
    private static final int SECONDS = 60;
    private static final String SERVICE = "member-service";
    private static final String PATH = "/api/member/v1/me";
    private static final double ADDED_P50 = 0.5;
    private static final double ADDED_P99 = 3;
    private static final double TIMES_NGINX = 13;
    private static final double NGINX_ELSEWHERE = 0.016;
    private static final double STOCK_ELSEWHERE = 0.336;
    private static final List<String> PEOPLE = List.of(
            "qinghe.admin", "lanxi.admin", "qinghe.reviewer", "lanxi.reviewer", "qinghe.secretary", "lanxi.secretary");

    private final Zhibu zhibu;
    private final Options options;
    private final Report report;

    public Gateway(Zhibu zhibu, Options options, Report report) {
        this.zhibu = zhibu;
        this.options = options;
        this.report = report;
    }

    public void run() {
        double rate = options.rate(RATE);
        report.part("gateway: " + PATH + " asked " + Spread.number(rate) + " times a second, open loop");
        var people = PEOPLE.stream().map(zhibu::demo).toList();
        var token = zhibu.token(PEOPLE.get(1));
        var service = zhibu.stack().url(SERVICE);
        var through = zhibu.pids("gateway");
        var targets = new ArrayList<>(List.of(
                new Target("gateway", new OpenLoop(), zhibu.reading(people, PATH), through),
                new Target("direct", new OpenLoop(), bearing(service, token), zhibu.pids(SERVICE))));
        double idle = new Course(options, report).idle(through);
        var nginx = Nginx.find(options.nginx());
        if (nginx.isEmpty()) {
            report.note("nginx is not installed here: its 0.016 ms are read from elsewhere.");
            tell(measure(targets, rate), idle, false);
            return;
        }
        try (var proxy = Nginx.before(nginx.get(), service)) {
            Course.pause(Duration.ofMillis(500));
            targets.add(new Target("nginx", new OpenLoop(), bearing(proxy.url(), token), proxy.pids()));
            tell(measure(targets, rate), idle, true);
        }
    }

    private Outcome<String> measure(List<Target> targets, double rate) {
        return new Course(options, report).interleaved(targets, rate, options.lasting(SECONDS));
    }

    private static OpenLoop.Shots bearing(String base, String token) {
        var request = HttpRequest.newBuilder(URI.create(base + PATH))
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + token)
                .build();
        return number -> request;
    }

    private void tell(Outcome<String> rounds, double idle, boolean withNginx) {
        var gateway = rounds.of("gateway");
        var direct = rounds.of("direct");
        boolean isVoid = gateway.isVoid();
        rounds.forEach(report::latency);
        double added50 = gateway.intended(50).median() - direct.intended(50).median();
        double added99 = gateway.intended(99).median() - direct.intended(99).median();
        report.figure(
                "added p50, ms",
                Spread.number(added50),
                "goal " + ADDED_P50 + " at half load",
                Verdict.of(added50, ADDED_P50, gateway));
        report.figure(
                "added p99, ms", Spread.number(added99), "goal " + ADDED_P99, Verdict.of(added99, ADDED_P99, gateway));
        var cpu = gateway.cpu();
        report.figure(
                "gateway's own CPU for each request, ms",
                cpu,
                "stock gateway with token check " + STOCK_ELSEWHERE + " (measured elsewhere): x"
                        + Spread.number(cpu.median() / STOCK_ELSEWHERE),
                isVoid ? Verdict.VOID : null);
        var net = gateway.of(round -> round.perOperation(idle));
        report.figure("the same without idle work, ms", net, "", null);
        double beside = withNginx ? rounds.of("nginx").cpu().median() : NGINX_ELSEWHERE;
        report.figure(
                "gateway's CPU to nginx's",
                "x" + Spread.number(net.median() / beside),
                "nginx " + (withNginx ? rounds.of("nginx").cpu() : NGINX_ELSEWHERE + " (measured elsewhere)")
                        + " ms; goal x" + Spread.number(TIMES_NGINX),
                Verdict.of(net.median(), beside * TIMES_NGINX, gateway));
        report.figure(SERVICE + "'s CPU for each request, ms", direct.cpu(), "", null);
        report.figure("gateway: CPU drift between rounds", Spread.number(100 * cpu.drift()) + " %", "", null);
    }
}
