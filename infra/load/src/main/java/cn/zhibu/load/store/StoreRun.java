package cn.zhibu.load.store;

import cn.zhibu.load.Options;
import cn.zhibu.load.measure.Report;
import cn.zhibu.load.measure.Spread;
import cn.zhibu.load.measure.Verdict;
import cn.zhibu.load.product.Zhibu;
import java.time.LocalDate;

/** Three years of a district in a store of its own: opening, lists, memory, size, writing, the bureau's backup. */
public final class StoreRun {

    private static final int YEARS = 3;
    private static final int RECORDS = 100_000;
    private static final int BESIDE = 4000;
    private static final int HIGHEST = 38_000;
    private static final int ASKED = 60;
    private static final int WRITTEN = 2000;
    private static final double GOAL_OPEN_SECONDS = 10;
    private static final double GOAL_LIST_MILLIS = 10;
    private static final double GOAL_MEBIBYTES = 512;
    private static final double FLAT = 1.25;

    private final Zhibu zhibu;
    private final Options options;
    private final Report report;
    private double firstYear;

    public StoreRun(Zhibu zhibu, Options options, Report report) {
        this.zhibu = zhibu;
        this.options = options;
        this.report = report;
    }

    public void run() {
        int records = options.records(RECORDS);
        report.part("store: a district of " + District.BRANCHES + " branches, " + records + " records in " + YEARS
                + " years, in a store of its own");
        var settings = zhibu.stack().settings();
        int base = options.portBase(
                settings.portBase() + BESIDE > HIGHEST ? settings.portBase() - BESIDE : settings.portBase() + BESIDE);
        var folder = settings.local().resolve("load-store");
        Original original;
        try (var demo = com.mongodb.client.MongoClients.create(zhibu.stack().storeUri())) {
            original = Original.of(demo);
        }
        try (var store = new StoreProcess(settings, folder, base)) {
            district(store, original, records);
            var drill = new BureauDrill(zhibu.stack(), folder);
            report.figure("backup of the bureau, s", Spread.number(drill.take(store, "load")));
            report.figure(
                    "size of that file, MiB",
                    Spread.number(drill.file().toFile().length() / (double) (1 << 20)));
            store.stop();
            try (var empty = new StoreProcess(settings, folder.resolveSibling("load-store-2"), base)) {
                report.figure(
                        "restore into an empty store, s",
                        Spread.number(drill.put(empty)),
                        "every collection read back and compared",
                        null);
            }
        }
    }

    private void district(StoreProcess store, Original original, int records) {
        var client = store.client();
        var district = new District(original, client, records / YEARS, report::progress);
        district.found();
        int first = LocalDate.now().getYear() - YEARS + 1;
        for (int year = 0; year < YEARS; year++) {
            long began = System.nanoTime();
            long before = district.documents();
            district.year(first + year);
            double millis = (System.nanoTime() - began) / 1e6;
            client.close();
            report.note("Year " + (year + 1) + ": " + district.records() + " records, " + district.documents()
                    + " documents; written 500 at once in "
                    + Spread.number(millis / (district.documents() - before)) + " ms each.");
            endOfYear(store, district, first + year, year + 1);
            client = store.client();
            district.use(client);
        }
        client.close();
        writing(store, district);
    }

    private void endOfYear(StoreProcess store, District district, int year, int number) {
        var at = ", year " + number;
        store.stop();
        opened("opening" + at + ", s", store.start());
        store.kill();
        opened("opening after a kill" + at + ", s", store.start());
        try (var client = store.client()) {
            new Lists(client, district.bureau(), year).all().forEach((name, asked) -> {
                var times = Lists.times(asked.all(), ASKED);
                var page = Lists.times(asked.page(), ASKED);
                report.figure(
                        name + at + ": p50 / p95, ms",
                        Spread.number(times.p50()) + " / " + Spread.number(times.p95()),
                        times.rows() + " documents, without the count p50 " + Spread.number(page.p50()) + "; goal p50 "
                                + Spread.number(GOAL_LIST_MILLIS),
                        Verdict.of(times.p50(), GOAL_LIST_MILLIS, false));
            });
        }
        double resident = store.residentMebibytes();
        firstYear = number == 1 ? resident : firstYear;
        report.figure(
                "resident memory" + at + ", MiB",
                Spread.number(resident),
                "goal " + Spread.number(GOAL_MEBIBYTES),
                Verdict.of(resident, GOAL_MEBIBYTES, false));
        if (number > 1) {
            report.figure(
                    "the same to the first year's",
                    "x" + Spread.number(resident / firstYear),
                    "goal x" + FLAT,
                    Verdict.of(resident / firstYear, FLAT, false));
        }
        report.figure("size of the file" + at + ", MiB", Spread.number(store.fileMebibytes()));
    }

    private void opened(String name, double seconds) {
        report.figure(
                name,
                Spread.number(seconds),
                "goal " + Spread.number(GOAL_OPEN_SECONDS),
                Verdict.of(seconds, GOAL_OPEN_SECONDS, false));
    }

    private void writing(StoreProcess store, District district) {
        try (var client = store.client()) {
            var records = client.getDatabase(Original.database("activity", district.bureau()))
                    .getCollection("records", org.bson.BsonDocument.class);
            var writing = new Writing(records, store.pid());
            writing.inserts(district.more(WRITTEN / 2), 2);
            for (int connections : new int[] {1, 8}) {
                var documents = district.more(WRITTEN);
                told("insert", connections, writing.inserts(documents, connections));
                told("update and its event taken out", connections, writing.updates(documents, connections));
            }
        }
        report.figure("resident memory after the writing, MiB", Spread.number(store.residentMebibytes()));
    }

    private void told(String act, int connections, Writing.Cost cost) {
        report.figure(
                act + ", " + connections + (connections == 1 ? " connection" : " connections")
                        + ": CPU / wall, ms a record",
                String.format("%.3f / %.3f", cost.cpu(), cost.wall()));
    }
}
