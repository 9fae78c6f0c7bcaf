package cn.zhibu.activity.disclosure;

import cn.zhibu.activity.crash.Service;
import java.time.LocalDate;
import java.time.ZoneId;

/** Takes disclosures through their steps, and says how many records have come of it. */
final class DisclosureChild {

    private static final String PASSED = "{\"passed\": true}";

    private DisclosureChild() {}

    public static void main(String[] args) throws Exception {
        Service.run(args, service -> {
            int all = service.number("crash.disclosures");
            for (int number = 0; number < all; number++) {
                publish(service, number);
            }
            var records = "/records?kind=disclosure&unit=" + service.branch();
            for (int time = 0; service.each(records, one -> {}) < all && time < 300; time++) {
                Thread.sleep(100);
            }
            System.out.println("RECORDS " + service.each(records, one -> {}));
            System.out.println(
                    "PUBLISHED " + service.each("/disclosures?which=PUBLISHED&unit=" + service.branch(), one -> {}));
        });
    }

    private static void publish(Service service, int number) throws Exception {
        var body =
                ("{\"unit\": \"%s\", \"content\": \"事项%d\", \"category\": \"PARTY\", \"audience\": \"UNIT\", \"manner\": \"BOARD\","
                                + " \"text\": \"正文\"}")
                        .formatted(service.branch(), number);
        var id = service.post("/disclosures", "propose-" + number, body)
                .get("id")
                .asString();
        service.post("/disclosures/" + id + "/examination", "examine-" + number, PASSED);
        service.post("/disclosures/" + id + "/approval", "approve-" + number, PASSED);
        var today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        service.post("/disclosures/" + id + "/publication", "publish-" + number, "{\"date\": \"" + today + "\"}");
    }
}
