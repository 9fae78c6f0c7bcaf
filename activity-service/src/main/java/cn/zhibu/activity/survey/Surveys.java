package cn.zhibu.activity.survey;

import org.springframework.data.repository.Repository;
import reactor.core.publisher.Mono;

/** Reading surveys. */
interface Surveys extends Repository<Survey, String> {

    Mono<Survey> findById(String id);
}
