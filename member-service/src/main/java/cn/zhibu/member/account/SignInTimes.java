package cn.zhibu.member.account;

import java.util.Collection;
import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;

/** Reading when accounts signed in. */
interface SignInTimes extends Repository<SignIns, String> {

    @Query("{'_id': {$in: ?0}}")
    Flux<SignIns> findByAccounts(Collection<String> accounts);
}
