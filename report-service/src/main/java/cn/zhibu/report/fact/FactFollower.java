package cn.zhibu.report.fact;

import java.util.Collection;
import reactor.core.publisher.Mono;

/** What has to look again as soon as facts are kept; doing so twice is doing it once. */
public interface FactFollower {

    /** A session, record or other subject of a unit that was entered, corrected or withdrawn. */
    record Changed(String unit, String kind, String subject) {}

    Mono<Void> changed(Collection<Changed> subjects);
}
