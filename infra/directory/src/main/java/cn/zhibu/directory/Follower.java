package cn.zhibu.directory;

import reactor.core.publisher.Mono;

/** What has to look again as soon as the directory knows something new of a unit; doing so twice is doing it once. */
public interface Follower {

    /** A unit was created, closed or opened again, or one of its committees formed, corrected or withdrawn. */
    Mono<Void> turned(String unit);
}
