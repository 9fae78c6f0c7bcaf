package cn.zhibu.member.roster;

import cn.zhibu.member.crash.Service;
import java.time.Duration;
import java.util.List;

/** A secretary brings sheet after sheet of members, confirms each, and takes every second one back. */
final class RosterImportChild {

    static final int ROWS = 40;

    private RosterImportChild() {}

    public static void main(String[] args) throws Exception {
        Service.run(args, service -> {
            int imports = service.number("crash.imports");
            for (int number = 0; number < imports; number++) {
                enter(service, number);
            }
            var there = service.documents("persons");
            long gone = there.stream()
                    .filter(person -> person.getList("memberships", org.bson.Document.class).stream()
                            .allMatch(spell -> spell.get("from").equals(spell.get("until"))))
                    .count();
            System.out.println("MEMBERS " + (there.size() - gone));
            System.out.println("GONE " + gone);
            System.out.println("NAMES "
                    + there.stream()
                            .map(person -> person.get("identity", org.bson.Document.class)
                                    .getString("name"))
                            .distinct()
                            .count());
        });
    }

    private static void enter(Service service, int number) throws Exception {
        var rows = new StringBuilder("姓名,党员类别,到本支部日期\n");
        for (int row = 0; row < ROWS; row++) {
            rows.append("党员").append(number).append('号').append(row).append(",正式党员,2019-09-01\n");
        }
        var path = "/imports?kind=members&unit=" + service.branch();
        var id = service.send(path, "bring-" + number, "application/octet-stream", rows.toString())
                .get("id")
                .asString();
        service.post("/imports/" + id + "/confirmation", "confirm-" + number, "{}");
        boolean back = number % 2 == 1;
        await(service, id, back ? List.of("ENTERED", "WITHDRAWING", "WITHDRAWN") : List.of("ENTERED"));
        if (back) {
            service.post("/imports/" + id + "/withdrawal", "withdraw-" + number, "{\"reason\": \"试\"}");
            await(service, id, List.of("WITHDRAWN"));
        }
    }

    private static void await(Service service, String id, List<String> states) throws Exception {
        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!states.contains(service.get("/imports/" + id).get("state").asString())) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(id + " is not " + states);
            }
            Thread.sleep(20);
        }
    }
}
