package cn.zhibu.report.fact;

import reactor.core.publisher.Mono;

/** What has to look again as soon as a fact is kept; doing so twice is doing it once. */
public interface FactFollower {

    /** A session, record or other subject of a unit was entered, corrected or withdrawn. */
    Mono<Void> changed(String unit, String kind, String subject);
}
