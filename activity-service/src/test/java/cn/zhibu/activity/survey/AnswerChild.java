package cn.zhibu.activity.survey;

import cn.zhibu.activity.crash.Service;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Asks a survey of its own and answers it with the same slips again and again, then closes it. */
final class AnswerChild {

    static final int SLIPS = 12;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Service service;
    private final String codes;

    private AnswerChild(Service service) {
        this.service = service;
        this.codes = service.setting("crash.codes");
    }

    public static void main(String[] args) throws Exception {
        Service.run(args, service -> {
            var child = new AnswerChild(service);
            if (child.codes.isEmpty()) {
                child.ask();
            } else {
                child.answer();
            }
        });
    }

    private String survey() throws Exception {
        var entry = "{\"unit\": \"%s\", \"title\": \"问卷\", \"opensOn\": \"2025-04-01\"}".formatted(service.branch());
        return service.post("/surveys", "survey", entry).get("id").asString();
    }

    /** Says the codes, which are shown this once. */
    private void ask() throws Exception {
        var base = "/surveys/" + survey() + "/questionnaire";
        var questions = "{\"questions\": [{\"type\": \"ONE\", \"text\": \"问\", \"options\": [\"是\", \"否\"]}]}";
        var kept = HTTP.send(
                HttpRequest.newBuilder(URI.create(service.url() + base))
                        .header("Authorization", "Bearer " + Tokens.of(service.tenant(), "sec"))
                        .header("Content-Type", "application/json")
                        .header("If-Match", "\"0\"")
                        .PUT(HttpRequest.BodyPublishers.ofString(questions))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (kept.statusCode() != 200) {
            throw new IllegalStateException(kept.body());
        }
        var until = LocalDate.now().plusDays(9);
        service.post(base + "/opening", "open", "{\"until\": \"%s\", \"invited\": %d}".formatted(until, SLIPS));
        var made = service.post(base + "/slips", "slips", "{\"count\": %d}".formatted(SLIPS));
        var all = new ArrayList<String>();
        made.get("codes").forEach(code -> all.add(code.asString()));
        System.out.println("CODES " + String.join(",", all));
    }

    private void answer() throws Exception {
        for (var code : List.of(codes.split(","))) {
            var body = "{\"code\": \"%s\", \"sending\": \"s-%s\", \"answers\": [{\"question\": 1, \"chosen\": [1]}]}";
            var sent = HTTP.send(
                    HttpRequest.newBuilder(URI.create(service.url() + "/open/questionnaire/answers"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body.formatted(code, code)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (sent.statusCode() != 204 && sent.statusCode() != 409) {
                throw new IllegalStateException(sent.statusCode() + " " + sent.body());
            }
        }
        var base = "/surveys/" + survey() + "/questionnaire";
        if (service.setting("crash.close").equals("yes")) {
            service.post(base + "/closure", "close", "{}");
            service.post(base + "/closure", "close", "{}");
        }
        System.out.println("ANSWERS " + service.get(base).get("answers").asInt());
        System.out.println("TOLD " + told());
    }

    /** What a halt left half closed comes to its end by itself. */
    private boolean told() throws Exception {
        var world = service.context().getBean(World.class);
        var end = System.nanoTime() + 30_000_000_000L;
        while (service.setting("crash.close").equals("yes") && System.nanoTime() < end) {
            if (world.documents(service.tenant(), "questionnaires").toString().contains("told=Document{{answered=12")) {
                return true;
            }
            Thread.sleep(200);
        }
        return false;
    }
}
