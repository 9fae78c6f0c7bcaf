package cn.zhibu.activity.survey;

import cn.zhibu.activity.survey.Question.Said;
import cn.zhibu.activity.survey.Question.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * What was answered, question by question; one question is never seen beside another. Shown only after the closing, so that
 * no answer can be told from two looks one after the other, and only from {@link #LEAST} answers on.
 *
 * @param answered how many answered, on paper or not
 * @param questions empty while nothing is shown
 */
record Results(int answered, List<Of> questions) {

    static final int LEAST = 5;

    /**
     * One question.
     *
     * @param answered how many said something to it
     * @param counts by option; empty where fewer than {@link #LEAST} said something
     * @param texts without any order that means something
     */
    record Of(int answered, List<Integer> counts, List<String> texts) {}

    static Results of(Questionnaire questionnaire, List<List<Said>> all) {
        if (questionnaire.state() != Questionnaire.State.CLOSED || all.size() < LEAST) {
            return new Results(all.size(), List.of());
        }
        var questions = new ArrayList<Of>();
        for (int number = 1; number <= questionnaire.questions().size(); number++) {
            int wanted = number;
            var said = all.stream()
                    .flatMap(List::stream)
                    .filter(one -> one.question() == wanted)
                    .toList();
            questions.add(of(questionnaire, number, said));
        }
        return new Results(all.size(), List.copyOf(questions));
    }

    /** The same without what people wrote. */
    Results withoutTexts() {
        return new Results(
                answered,
                questions.stream()
                        .map(one -> new Of(one.answered(), one.counts(), List.of()))
                        .toList());
    }

    private static Of of(Questionnaire questionnaire, int number, List<Said> said) {
        var question = questionnaire.questions().get(number - 1);
        if (question.type() == Type.TEXT) {
            var salt = questionnaire.id() + "/" + number + "/";
            var texts = said.stream()
                    .map(Said::text)
                    .sorted(Comparator.comparing(text -> shuffled(salt + text)))
                    .toList();
            return new Of(said.size(), List.of(), texts);
        }
        if (said.size() < LEAST) {
            return new Of(said.size(), List.of(), List.of());
        }
        var counts = new ArrayList<>(Collections.nCopies(question.options().size(), 0));
        said.stream()
                .flatMap(one -> one.chosen().stream())
                .forEach(option -> counts.set(option - 1, counts.get(option - 1) + 1));
        return new Of(said.size(), List.copyOf(counts), List.of());
    }

    /** Of each question in another order, and of each look in the same. */
    private static String shuffled(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
