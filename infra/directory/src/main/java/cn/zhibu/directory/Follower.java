package cn.zhibu.directory;

import java.util.Collection;
import reactor.core.publisher.Mono;

/** What has to look again as soon as the directory knows something new of a unit; doing so twice is doing it once. */
public interface Follower {

    /** A unit was created, closed, opened again or kept here from another day, or one of its committees formed, corrected or withdrawn. */
    Mono<Void> turned(String unit);

    /** A person joined, left or changed standing in these branches, or was corrected not to have been there. */
    default Mono<Void> peopled(Collection<String> branches) {
        return Mono.empty();
    }
}
