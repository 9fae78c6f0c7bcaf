package cn.zhibu.directory;

import java.util.Collection;
import reactor.core.publisher.Mono;

/** What has to look again as soon as the directory knows something new of a unit; doing so twice is doing it once. */
public interface Follower {

    /** Units were created, closed, opened again or kept here from another day, or committees of theirs formed, corrected or withdrawn. */
    Mono<Void> turned(Collection<String> units);

    /** A person joined, left or changed standing in these branches, or was corrected not to have been there. */
    default Mono<Void> peopled(Collection<String> branches) {
        return Mono.empty();
    }
}
