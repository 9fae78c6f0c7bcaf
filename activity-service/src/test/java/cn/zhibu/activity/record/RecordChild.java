package cn.zhibu.activity.record;

import cn.zhibu.activity.crash.Service;
import cn.zhibu.kit.World;
import java.util.stream.Collectors;

/** Enters a record, corrects and withdraws it; with the same intents again and again. */
final class RecordChild {

    private static final String VALUES =
            "\"date\": \"2025-05-20\", \"values\": {\"partner\": {\"name\": \"临湖镇幼儿园\"}, \"form\": \"money\", \"amount\": %d}";

    private RecordChild() {}

    public static void main(String[] args) throws Exception {
        Service.run(args, RecordChild::work);
    }

    private static void work(Service service) throws Exception {
        var entry = "{\"unit\": \"%s\", \"kind\": \"pairing-assistance\", %s}"
                .formatted(service.branch(), VALUES.formatted(100));
        var id = service.post("/records", "enter", entry).get("id").asString();
        service.put("/records/" + id, "correct", 0, "{" + VALUES.formatted(200) + ", \"reason\": \"看错\"}");
        service.post("/records/" + id + "/withdrawal", "withdraw", "{\"reason\": \"重复\"}");
        System.out.println("VERSIONS "
                + service.get("/records/" + id + "/versions")
                        .valueStream()
                        .map(one -> one.get("version").asInt() + ":"
                                + one.get("values").get("amount").asInt())
                        .collect(Collectors.joining(" ")));
        var world = service.context().getBean(World.class);
        System.out.println(
                "KEPT " + world.documents(service.tenant(), "records_editions").size());
    }
}
