package cn.zhibu.notification.reminder;

import org.springframework.data.repository.Repository;
import reactor.core.publisher.Mono;

/** Reading which reminders were given. */
interface Reminders extends Repository<Reminder, String> {

    Mono<Boolean> existsById(String id);
}
