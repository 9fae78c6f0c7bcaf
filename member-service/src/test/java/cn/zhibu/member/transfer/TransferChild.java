package cn.zhibu.member.transfer;

import cn.zhibu.kit.World;
import cn.zhibu.member.crash.Service;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeMap;

/** Somebody is transferred, each command under a key of its own. */
final class TransferChild {

    private static final int MEMBERS = 3;

    private final Service service;
    private final String giving;
    private final String receiving;

    private TransferChild(Service service) throws Exception {
        this.service = service.byAdministrator();
        this.giving = service.branch();
        var place = "{\"parent\": \"%s\", \"kind\": \"BRANCH\", \"name\": \"receiving\", \"from\": \"2015-01-01\"}";
        this.receiving = Service.id(service.post("/units", "receiving", place.formatted(service.bureau())));
    }

    public static void main(String[] args) throws Exception {
        Service.run(args, service -> new TransferChild(service).found(), service -> {
            var child = new TransferChild(service);
            int one = service.number("crash.member");
            if (one == MEMBERS) {
                child.look();
            } else {
                child.transfer(child.members().get(one));
            }
        });
    }

    private void found() throws Exception {
        for (int i = 0; i < MEMBERS; i++) {
            var file = "{\"unit\": \"%s\", \"name\": \"党员%d\", \"status\": \"FULL\", \"from\": \"2018-01-01\"}";
            service.post("/members", "member-" + i, file.formatted(giving, i));
        }
    }

    /** By their names, wherever they belong by now. */
    private List<String> members() throws Exception {
        var names = new TreeMap<String, String>();
        for (var branch : List.of(giving, receiving)) {
            for (var line : service.get("/members?unit=" + branch).get("items")) {
                names.put(line.get("name").asString(), Service.id(line));
            }
        }
        return List.copyOf(names.values());
    }

    private void transfer(String member) throws Exception {
        var today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        var asking = "{\"member\": \"%s\", \"to\": \"%s\", \"on\": \"%s\", \"reason\": \"x\"}";
        var asked = service.post("/transfers", "ask-" + member, asking.formatted(member, receiving, today));
        var acceptance = "/transfers/" + Service.id(asked.get("line")) + "/acceptance";
        service.post(acceptance, "accept-" + member, "{\"on\": \"%s\"}".formatted(today));
    }

    /** First what is there without anything being said again, then what comes of saying everything again. */
    private void look() throws Exception {
        var accepted = service.get("/transfers?show=OVER").get("items");
        World.await(() -> moved() == accepted.size());
        System.out.println("CARRIED " + accepted.size());
        int spells = 0;
        for (var member : members()) {
            transfer(member);
            spells += service.get("/members/" + member).get("memberships").size();
        }
        System.out.println("MOVED " + moved());
        System.out.println("SPELLS " + spells);
    }

    private int moved() {
        try {
            return service.get("/members?unit=" + receiving).get("items").size();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
