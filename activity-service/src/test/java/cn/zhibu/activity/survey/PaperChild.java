package cn.zhibu.activity.survey;

import cn.zhibu.activity.crash.Service;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;

/** Types in three papers, types the first in anew and withdraws the second; with the same intents again and again. */
final class PaperChild {

    private static final String ANSWER = "{\"question\": 1, \"chosen\": [%d]}";

    private PaperChild() {}

    public static void main(String[] args) throws Exception {
        Service.run(args, PaperChild::work);
    }

    private static void work(Service service) throws Exception {
        var entry = "{\"unit\": \"%s\", \"title\": \"问卷\", \"opensOn\": \"2025-04-01\"}".formatted(service.branch());
        var survey = service.post("/surveys", "survey", entry).get("id").asString();
        var base = "/surveys/" + survey + "/questionnaire";
        if (service.get(base).path("id").asString("").isEmpty()) {
            keep(service, base);
        }
        var until = LocalDate.now().plusDays(9);
        service.post(base + "/opening", "open", "{\"until\": \"%s\", \"invited\": 9}".formatted(until));
        var paper = "{\"answers\": [" + ANSWER.formatted(1) + "]}";
        service.post(base + "/papers", "papers", "{\"papers\": [%s, %s, %s]}".formatted(paper, paper, paper));
        service.post(
                base + "/papers/1/correction",
                "correct",
                "{\"answers\": [" + ANSWER.formatted(2) + "], \"reason\": \"看错\"}");
        service.post(base + "/papers/2/withdrawal", "withdraw", "{\"reason\": \"重复\"}");
        System.out.println("PAPERS " + service.get(base).get("numbers"));
        System.out.println(
                "PLACES " + there(service, Questionnaire.idOf(survey)).size());
    }

    /** Those that count, of those that are there. */
    private static java.util.List<String> there(Service service, String questionnaire) {
        var world = service.context().getBean(World.class);
        var counted = world.document(service.tenant(), "questionnaires", questionnaire)
                .get("asking", org.bson.Document.class)
                .toString();
        return world.documents(service.tenant(), "survey_answers").stream()
                .map(answer -> answer.getString("_id"))
                .filter(counted::contains)
                .toList();
    }

    private static void keep(Service service, String base) throws Exception {
        var questions = "{\"questions\": [{\"type\": \"ONE\", \"text\": \"问\", \"options\": [\"是\", \"否\"]}]}";
        var kept = HttpClient.newHttpClient()
                .send(
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
    }
}
