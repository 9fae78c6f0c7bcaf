package cn.zhibu.activity.plan;

import cn.zhibu.activity.crash.Service;
import java.util.concurrent.atomic.AtomicInteger;

/** Plans series, changes the second half of each and calls off the end, and says what has become of them. */
final class SeriesChild {

    static final int MONTHS = 24;

    private final Service service;

    private SeriesChild(Service service) {
        this.service = service;
    }

    public static void main(String[] args) throws Exception {
        Service.run(args, service -> {
            var child = new SeriesChild(service);
            int series = service.number("crash.series");
            for (int number = 0; number < series; number++) {
                child.plan(number);
            }
            child.count("OPEN");
            child.count("CANCELLED");
        });
    }

    private void plan(int number) throws Exception {
        var common = "{\"forms\": [\"THEME_PARTY_DAY\"], \"topic\": \"主题党日\", \"place\": \"%s\"}";
        var entry =
                "{\"unit\": \"%s\", \"from\": \"2031-01-01\", \"until\": \"2032-12-31\", \"day\": 31, \"common\": %s}"
                        .formatted(service.branch(), common.formatted("会议室"));
        var plans = service.post("/plan-series", "plan-" + number, entry).get("plans");
        var half = "/plans/" + plans.get(MONTHS / 2).get("id").asString() + "/following";
        service.post(half, "change-" + number, "{\"common\": " + common.formatted("礼堂") + "}");
        var end = "/plans/" + plans.get(MONTHS - 4).get("id").asString() + "/following/cancellation";
        service.post(end, "cancel-" + number, "{\"reason\": \"试\"}");
    }

    /** How many there are, and how many of them are in the hall. */
    private void count(String which) throws Exception {
        var hall = new AtomicInteger();
        int all = service.each("/plans?which=" + which + "&unit=" + service.branch(), plan -> {
            if (plan.path("place").asString("").equals("礼堂")) {
                hall.incrementAndGet();
            }
        });
        System.out.println(which + " " + all + " " + hall);
    }
}
