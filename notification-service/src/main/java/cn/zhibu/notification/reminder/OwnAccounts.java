package cn.zhibu.notification.reminder;

import java.util.Collection;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;

/** Reading which accounts are members' own. */
interface OwnAccounts extends Repository<OwnAccount, String> {

    Flux<OwnAccount> findByMemberIn(Collection<String> members);
}
