package cn.zhibu.activity.survey;

import cn.zhibu.platform.security.SealPlace;
import cn.zhibu.platform.security.Sealed;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * The place of one answer. It lies ready, blank, before anybody answers: whoever answers fills it and adds nothing. It knows
 * no slip, no account and no moment.
 *
 * @param id of a slip: what its code becomes under the key of the questionnaire; nobody comes from here to a slip
 * @param said sealed; null while it is blank
 * @param mark of the sending, by which the same one is known when it comes again
 */
@Document("survey_answers")
@CompoundIndex(name = "of", def = "{'questionnaire': 1, 'state': 1, 'paper': 1}")
record Answer(
        @Id String id,
        String questionnaire,
        State state,
        boolean paper,
        @Nullable Sealed said,
        @Nullable String mark) {

    enum State {
        BLANK,
        GIVEN
    }

    static SealPlace place(String id) {
        return new SealPlace("survey-answer.said", id);
    }
}
