package cn.zhibu.activity.orglife;

import static cn.zhibu.activity.orglife.OrgLifeProblem.*;

import cn.zhibu.activity.orglife.OrgLife.Course;
import cn.zhibu.activity.orglife.OrgLife.Source;
import cn.zhibu.activity.orglife.OrgLife.Study;
import cn.zhibu.activity.record.RecordService;
import cn.zhibu.activity.session.SessionService;
import cn.zhibu.activity.survey.SurveyService;
import cn.zhibu.activity.talk.TalkService;
import cn.zhibu.platform.security.Caller;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is written down elsewhere and only named here: it is of the same branch, and the meeting is one. */
@Component
class Links {

    private static final String FORM = "ORG_LIFE_MEETING";

    private final SessionService sessions;
    private final RecordService records;
    private final SurveyService surveys;
    private final TalkService talks;

    Links(SessionService sessions, RecordService records, SurveyService surveys, TalkService talks) {
        this.sessions = sessions;
        this.records = records;
        this.surveys = surveys;
        this.talks = talks;
    }

    /** The course with the day of its meeting, or a refusal of what is not of this branch. */
    Mono<Course> held(Course course, String unit, Caller caller) {
        return each("/studies/", course.studies(), unit, study -> branchOf(study, caller))
                .then(each("/surveys/", course.surveys(), unit, survey -> surveys.branchOf(survey, caller)))
                .then(meeting(course, unit, caller));
    }

    private Mono<String> branchOf(Study study, Caller caller) {
        return study.source() == Source.SESSION
                ? sessions.held(study.id(), caller).map(session -> session.unit())
                : records.branchOf(study.id(), caller);
    }

    private static <T> Mono<Void> each(String place, List<T> links, String unit, Function<T, Mono<String>> branchOf) {
        return Flux.range(0, links.size())
                .concatMap(at -> branchOf.apply(links.get(at))
                        .filter(unit::equals)
                        .switchIfEmpty(Mono.error(() -> LINKED_NOT_OF_THIS_BRANCH.at(place + at))))
                .then();
    }

    private Mono<Course> meeting(Course course, String unit, Caller caller) {
        var meeting = course.meeting();
        return meeting == null
                ? Mono.just(course.on(null))
                : sessions.held(meeting, caller)
                        .filter(session ->
                                session.unit().equals(unit) && session.forms().contains(FORM))
                        .switchIfEmpty(Mono.error(() -> NOT_AN_ORG_LIFE_MEETING.at("/meeting")))
                        .map(session -> course.on(session.date()));
    }

    /** How many talks the branch has held in those days. */
    Mono<Integer> talks(String unit, LocalDate from, LocalDate until, Caller caller) {
        return talks.held(unit, from, until, caller);
    }
}
