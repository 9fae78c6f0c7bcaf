package cn.zhibu.load.sheet;

import cn.zhibu.load.kernel.OpenLoop;
import cn.zhibu.load.measure.LoadException;
import cn.zhibu.load.product.World.Desk;
import cn.zhibu.load.product.Zhibu;
import cn.zhibu.load.sheet.Planted.Cell;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Brings workbooks to the product as a clerk does: looked at first, then entered. */
public final class Imports {

    private static final String PATH = "/api/activity/v1/imports";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final Zhibu zhibu;
    private final HttpClient http = OpenLoop.client();

    public Imports(Zhibu zhibu) {
        this.zhibu = zhibu;
    }

    public JsonNode bring(Desk desk, byte[] workbook) {
        var request = zhibu.request(desk.person(), PATH + "?kind=pairing-assistance&unit=" + desk.unit())
                .header("Content-Type", "application/octet-stream")
                .header("Content-Disposition", "attachment; filename=\"sheet.xlsx\"")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofByteArray(workbook))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() >= 400) {
                throw new LoadException("the workbook was refused: " + answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException failed) {
            throw new LoadException("the workbook was not taken", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new LoadException("stopped", stopped);
        }
    }

    /** Every cell that is said to be at fault, page after page. */
    public List<Cell> faults(Desk desk, String id) {
        var cells = new ArrayList<Cell>();
        int rows = 0;
        for (int number = 1; ; number++) {
            var page = desk.person().get(PATH + "/" + id + "/rows?faulty=true&size=100&page=" + number);
            for (var row : page.path("items")) {
                rows++;
                for (var fault : row.path("faults")) {
                    cells.add(new Cell(
                            row.path("row").asInt(), fault.path("pointer").asString()));
                }
            }
            if (page.path("items").isEmpty() || rows >= page.path("total").asInt()) {
                return cells;
            }
        }
    }

    /** Has all rows entered, and waits until they are; answers how many records that made. */
    public int enter(Desk desk, String id) {
        desk.person().post(PATH + "/" + id + "/confirmation", UUID.randomUUID().toString(), Map.of());
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            var now = desk.person().get(PATH + "/" + id);
            if ("ENTERED".equals(now.path("state").asString())) {
                return now.path("done").asInt();
            }
            if (!"ENTERING".equals(now.path("state").asString())) {
                throw new LoadException("the rows were not entered: " + now);
            }
            try {
                Thread.sleep(LOOK_AGAIN.toMillis());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new LoadException("stopped", stopped);
            }
        }
        throw new LoadException("the rows were not entered within " + PATIENCE);
    }
}
