package cn.zhibu.activity.roster;

import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;

/** Reading members. */
interface MemberRows extends Repository<MemberRow, String> {

    Flux<MemberRow> findByUnit(String unit);
}
