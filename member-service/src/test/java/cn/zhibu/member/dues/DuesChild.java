package cn.zhibu.member.dues;

import cn.zhibu.member.crash.Service;
import java.util.ArrayList;

/** A branch enters month after month for all its members, each under a key of its own. */
final class DuesChild {

    private static final int YEAR = 2025;
    private static final int MEMBERS = 5;

    private DuesChild() {}

    public static void main(String[] args) throws Exception {
        Service.run(args, DuesChild::join, service -> enter(service, service.number("crash.months")));
    }

    private static void join(Service service) throws Exception {
        for (int i = 0; i < MEMBERS; i++) {
            var file = "{\"unit\": \"%s\", \"name\": \"党员%d\", \"status\": \"FULL\", \"from\": \"2018-01-01\"}";
            service.post("/members", "member-" + i, file.formatted(service.branch(), i));
        }
    }

    private static void enter(Service service, int months) throws Exception {
        var dues = "/dues/" + service.branch();
        var members = new ArrayList<String>();
        service.get(dues + "?year=" + YEAR)
                .get("members")
                .forEach(line -> members.add(line.get("member").asString()));
        for (int month = 1; month <= months; month++) {
            var lines = new ArrayList<String>();
            for (var member : members) {
                lines.add("{\"member\": \"%s\", \"month\": %d, \"amount\": \"15\"}".formatted(member, month));
            }
            var body =
                    "{\"year\": %d, \"on\": \"2025-12-01\", \"lines\": [%s]}".formatted(YEAR, String.join(",", lines));
            service.post(dues + "/payments", "month-" + month, body);
        }
        int whole = 0;
        for (var month : service.get(dues + "/statement?year=" + YEAR).get("months")) {
            whole += month.get("sum").get("paid").asInt() == MEMBERS ? 1 : 0;
        }
        System.out.println("ACTS " + service.get(dues + "/acts?year=" + YEAR).size());
        System.out.println("WHOLE " + whole);
    }
}
