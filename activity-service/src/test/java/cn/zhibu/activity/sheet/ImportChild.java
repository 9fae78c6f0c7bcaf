package cn.zhibu.activity.sheet;

import cn.zhibu.activity.crash.Service;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/** Brings and confirms imports, takes every second one back, and says at the end what is on record. */
final class ImportChild {

    static final int ROWS = 60;

    private final Service service;

    private ImportChild(Service service) {
        this.service = service;
    }

    public static void main(String[] args) throws Exception {
        Service.run(args, service -> {
            var child = new ImportChild(service);
            int imports = service.number("crash.imports");
            for (int number = 0; number < imports; number++) {
                child.enter(number);
            }
            child.count("ENTERED", "entered");
            child.count("WITHDRAWN", "withdrawn");
        });
    }

    private void enter(int number) throws Exception {
        var rows = new StringBuilder("日期,竞赛名称,级别\n");
        for (int row = 0; row < ROWS; row++) {
            rows.append("2025-04-23,第")
                    .append(number)
                    .append("次竞赛第")
                    .append(row)
                    .append("场,本单位\n");
        }
        var path = "/imports?kind=competition&unit=" + service.branch();
        var id = service.post(path, "bring-" + number, "application/octet-stream", rows.toString())
                .get("id")
                .asString();
        service.post("/imports/" + id + "/confirmation", "confirm-" + number, "{}");
        boolean back = number % 2 == 1;
        await(id, back ? List.of("ENTERED", "WITHDRAWING", "WITHDRAWN") : List.of("ENTERED"));
        if (back) {
            var reason = "{\"reason\": \"试\"}";
            service.post("/imports/" + id + "/withdrawal", "withdraw-" + number, reason);
            await(id, List.of("WITHDRAWN"));
        }
    }

    private void await(String id, List<String> states) throws Exception {
        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!states.contains(service.get("/imports/" + id).get("state").asString())) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(id + " is not " + states);
            }
            Thread.sleep(20);
        }
    }

    private void count(String word, String state) throws Exception {
        var names = new HashSet<String>();
        var path = "/records?state=" + state + "&unit=" + service.branch();
        int all = service.each(
                path, record -> names.add(record.get("values").get("name").asString()));
        System.out.println(word + " " + all);
        if (state.equals("entered")) {
            System.out.println("NAMES " + names.size());
        }
    }
}
