package cn.zhibu.load.product;

import cn.zhibu.load.kernel.OpenLoop;
import cn.zhibu.load.product.World.Desk;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** A theme Party day as a clerk enters it: eleven fields, twelve people present or excused, one decision with votes. */
public final class Submissions {

    public static final String PATH = "/api/activity/v1/sessions";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int ABSENT_EVERY = 6;

    private final Zhibu zhibu;
    private final LocalDate day;

    /** @param day on which everything that is entered took place */
    public Submissions(Zhibu zhibu, LocalDate day) {
        this.zhibu = zhibu;
        this.day = day;
    }

    /** Each desk in turn; every one is a session of its own. */
    public OpenLoop.Shots by(List<Desk> desks) {
        var bodies = desks.stream().map(desk -> json(body(desk))).toList();
        return number -> {
            int at = (int) (number % desks.size());
            return request(desks.get(at), bodies.get(at));
        };
    }

    public HttpRequest request(Desk desk, String json) {
        return zhibu.request(desk.person(), PATH)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(json))
                .build();
    }

    public static String json(Map<String, Object> body) {
        return JSON.writeValueAsString(body);
    }

    public Map<String, Object> body(Desk desk) {
        var attendance = IntStream.range(0, desk.members().size())
                .mapToObj(number -> attendance(desk.members().get(number), number % ABSENT_EVERY != ABSENT_EVERY - 1))
                .collect(Collectors.toList());
        var body = new LinkedHashMap<String, Object>();
        body.put("unit", desk.unit());
        body.put("forms", List.of("THEME_PARTY_DAY"));
        body.put("date", day.toString());
        body.put("topic", "学习教育法与师德师风建设");
        body.put("place", "二楼党员活动室");
        body.put("chair", desk.members().get(0));
        body.put("recorder", desk.members().get(1));
        body.put("hours", 2);
        body.put("again", true);
        body.put("attendance", attendance);
        body.put(
                "agenda",
                List.of(Map.of(
                        "title", "讨论本学期结对帮扶安排",
                        "kind", "RESOLUTION",
                        "resolution", "由两个党小组各结对一所乡村小学，期末汇报。",
                        "votes", Map.of("approve", 9, "disapprove", 0, "abstain", 1))));
        body.put("minutes", "会议由支部书记主持，全体党员围绕主题发言，并对下一步工作作了分工。");
        return body;
    }

    private static Map<String, Object> attendance(String member, boolean present) {
        return present
                ? Map.of("member", member, "present", true)
                : Map.of("member", member, "present", false, "reason", "外出学习");
    }
}
