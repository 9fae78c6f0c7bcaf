package cn.zhibu.activity.survey;

import cn.zhibu.process.problem.FieldFault;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One question of a survey.
 *
 * @param options what can be chosen, in its order; of a scale its five steps in words, of a free text none
 */
record Question(Type type, String text, List<String> options, boolean required) {

    /** How it is answered. */
    enum Type {
        ONE,
        SEVERAL,
        SCALE,
        TEXT
    }

    /**
     * What somebody said to one question.
     *
     * @param question its number, from 1
     * @param chosen the numbers of the options chosen, from 1
     */
    record Said(
            int question, List<Integer> chosen, @Nullable String text) {

        Said {
            chosen = List.copyOf(chosen);
        }

        boolean nothing() {
            return chosen.isEmpty() && text == null;
        }
    }

    static final int STEPS = 5;

    Question {
        options = List.copyOf(options);
    }

    /** What is wrong with it as a question. */
    Optional<FieldFault> fault(String pointer) {
        int asked = options.size();
        boolean enough =
                switch (type) {
                    case ONE, SEVERAL -> asked > 1;
                    case SCALE -> asked == STEPS;
                    case TEXT -> asked == 0;
                };
        if (!enough) {
            return Optional.of(
                    FieldFault.of(pointer + "/options", type == Type.TEXT ? "NOT_ASKED" : "OPTIONS_" + type));
        }
        return new HashSet<>(options).size() < asked
                ? Optional.of(FieldFault.of(pointer + "/options", "TWICE"))
                : Optional.empty();
    }

    /** What is wrong with what was said to it. */
    Optional<FieldFault> fault(@Nullable Said said, String pointer) {
        if (said == null || said.nothing()) {
            return required ? Optional.of(FieldFault.of(pointer, "REQUIRED")) : Optional.empty();
        }
        if (type == Type.TEXT ? !said.chosen().isEmpty() : said.text() != null) {
            return Optional.of(FieldFault.of(pointer, "NOT_ASKED"));
        }
        boolean many = said.chosen().size() > 1 && type != Type.SEVERAL;
        boolean known = said.chosen().stream().allMatch(one -> one >= 1 && one <= options.size());
        boolean once = new HashSet<>(said.chosen()).size() == said.chosen().size();
        return many || !known || !once ? Optional.of(FieldFault.of(pointer, "NOT_AN_OPTION")) : Optional.empty();
    }
}
