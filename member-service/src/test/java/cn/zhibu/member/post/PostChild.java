package cn.zhibu.member.post;

import cn.zhibu.kit.World;
import cn.zhibu.member.crash.Service;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;

/** The secretary's seat of a branch goes from one member to the other and back, and so on. */
final class PostChild {

    private static final LocalDate FIRST = LocalDate.of(2024, 3, 1);

    private PostChild() {}

    public static void main(String[] args) throws Exception {
        Service.run(args, PostChild::found, service -> change(service, service.number("crash.changes")));
    }

    private static void found(Service service) throws Exception {
        service.byAdministrator();
        for (int n = 0; n < 2; n++) {
            var file = "{\"unit\": \"%s\", \"name\": \"党员%d\", \"status\": \"FULL\", \"from\": \"2018-01-01\"}";
            var member = Service.id(service.post("/members", "member-" + n, file.formatted(service.branch(), n))
                    .get("member"));
            var account = "{\"username\": \"person%d\", \"name\": \"李\", \"member\": \"%s\"}";
            service.post("/accounts", "account-" + n, account.formatted(n, member));
        }
    }

    private static void change(Service service, int changes) throws Exception {
        var members = new ArrayList<String>();
        service.get("/members/names?unit=" + service.branch()).forEach(one -> members.add(Service.id(one)));
        members.sort(String::compareTo);
        var forming =
                "{\"unit\": \"%s\", \"on\": \"%s\", \"termYears\": 3, \"seats\": [{\"member\": \"%s\", \"post\": \"SECRETARY\"}]}";
        var committee = Service.id(
                service.post("/committees", "form", forming.formatted(service.branch(), FIRST, members.get(0))));
        settled(service);
        for (int n = 1; n <= changes; n++) {
            var body =
                    "{\"post\": \"SECRETARY\", \"leaves\": \"%s\", \"takes\": \"%s\", \"on\": \"%s\", \"reason\": \"补选\"}"
                            .formatted(members.get((n - 1) % 2), members.get(n % 2), FIRST.plusDays(n));
            service.post("/committees/" + committee + "/seats", "change-" + n, body);
            settled(service);
        }
        long given = service.documents("grants").stream()
                .filter(grant -> grant.get("post") != null)
                .count();
        System.out.println("GIVEN " + given);
    }

    /** Waits until the roles that follow the post are those of the seat today. */
    private static void settled(Service service) throws Exception {
        var wanted = new TreeSet<String>();
        service.get("/posts/" + service.branch())
                .get("posts")
                .get(0)
                .get("holders")
                .forEach(holder -> wanted.add(holder.get("member").asString()));
        World.await(() -> seated(service).equals(wanted));
    }

    private static Set<String> seated(Service service) {
        var found = new TreeSet<String>();
        for (var grant : service.documents("grants")) {
            if (grant.get("post") instanceof org.bson.Document post && grant.get("revokedOn") == null) {
                found.add(post.getString("member"));
            }
        }
        return found;
    }
}
