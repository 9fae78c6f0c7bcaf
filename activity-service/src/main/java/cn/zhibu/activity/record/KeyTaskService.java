package cn.zhibu.activity.record;

import static cn.zhibu.platform.security.Capability.READ;

import cn.zhibu.activity.record.RecordDrafts.Draft;
import cn.zhibu.platform.security.Caller;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Key tasks, for the board on which they are followed: what is said there of the task itself is said in its record. */
@Service
public class KeyTaskService {

    public static final String KIND = "key-task";

    private static final int REASON = 200;

    private final Records records;
    private final RecordService service;

    KeyTaskService(Records records, RecordService service) {
        this.records = records;
        this.service = service;
    }

    /** One that stands, and that the caller may read; empty otherwise. */
    public Mono<KeyTask> one(String id, Caller caller) {
        return records.findById(id).filter(record -> stands(record, caller)).map(KeyTaskService::task);
    }

    /** It is completed, on that day and with that outcome; what else its record says stays. */
    public Mono<KeyTask> complete(String id, LocalDate date, String outcome, List<String> files, Caller caller) {
        return records.findById(id)
                .filter(record -> stands(record, caller))
                .flatMap(record -> service.shown(record, caller))
                .flatMap(shown -> {
                    var body = shown.record().body();
                    var values = new LinkedHashMap<String, Object>(body.values());
                    values.putAll(shown.restricted());
                    values.put("stage", "completed");
                    values.put("outcome", outcome);
                    var all = new LinkedHashSet<>(body.files());
                    all.addAll(files);
                    var draft = new Draft(date, values, body.about(), new ArrayList<>(all), true);
                    return service.correct(id, draft, reason(outcome), caller);
                })
                .map(shown -> task(shown.record()));
    }

    /** The same, not completed, as a record of that day. */
    public Mono<KeyTask> goOn(KeyTask task, LocalDate date, Caller caller) {
        var values = new LinkedHashMap<String, Object>(Map.of("name", task.name(), "stage", "running"));
        if (task.outcome() != null) {
            values.put("outcome", task.outcome());
        }
        return service.enter(
                        task.scope().unit(), KIND, new Draft(date, values, List.of(), List.of(), true), false, caller)
                .map(shown -> task(shown.record()));
    }

    private static boolean stands(WorkRecord record, Caller caller) {
        return KIND.equals(record.kind()) && record.state().withdrawn() == null && caller.may(READ, record.scope());
    }

    private static KeyTask task(WorkRecord record) {
        return KeyTask.of(
                record.id(), record.scope(), record.body().date(), record.body().values());
    }

    private static String reason(String outcome) {
        int end = outcome.offsetByCodePoints(0, Math.min(REASON, outcome.codePointCount(0, outcome.length())));
        return outcome.substring(0, end);
    }
}
