package cn.zhibu.member.term;

import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;

/** Who sits where, for the product itself, which nobody asked: what follows from seats, and not what anybody is shown. */
@Service
public class SeatService {

    private final Committees committees;

    SeatService(Committees committees) {
        this.committees = committees;
    }

    /** What a branch has had and has, newest first, without what was withdrawn. */
    public Flux<Sitting> of(String branch) {
        return committees.findOf(branch).map(Sitting::of);
    }

    /** The branches in which a member has or had a seat. */
    public Flux<String> branchesOf(String member) {
        return committees
                .findSeating(member)
                .map(committee -> committee.scope().unit())
                .distinct();
    }
}
