package cn.zhibu.activity.survey;

import static cn.zhibu.activity.survey.SurveyProblem.NO_SUCH_PAPER;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What came on paper and was typed in. A paper counts as long as it stands here, whatever else a crash has left among the
 * answers. Its number is written onto the paper, so that who has it at hand can type it anew; nothing leads from a number to
 * what was said but this.
 *
 * @param typed the number given last; one that was withdrawn is not given again
 */
record Papers(int typed, List<Paper> kept) {

    static final Papers NONE = new Papers(0, List.of());

    /**
     * One of them.
     *
     * @param number 0 after the closing
     * @param answer id of its place
     */
    record Paper(int number, String answer) {}

    Papers with(List<String> answers) {
        var all = new ArrayList<>(kept);
        for (int i = 0; i < answers.size(); i++) {
            all.add(new Paper(typed + 1 + i, answers.get(i)));
        }
        return new Papers(typed + answers.size(), List.copyOf(all));
    }

    /** @param answer in the place of what was typed in for that number before */
    Papers replaced(int number, String answer) {
        place(number);
        return new Papers(
                typed,
                kept.stream()
                        .map(one -> one.number() == number ? new Paper(number, answer) : one)
                        .toList());
    }

    Papers without(int number) {
        place(number);
        return new Papers(
                typed, kept.stream().filter(one -> one.number() != number).toList());
    }

    /** The place of what was typed in for a number. */
    String place(int number) {
        return kept.stream()
                .filter(one -> one.number() == number)
                .findFirst()
                .map(Paper::answer)
                .orElseThrow(() -> NO_SUCH_PAPER.of(number));
    }

    /** With the closing the numbers go: what counts stays, in nobody's order, and nothing leads to it from a paper. */
    Papers closed() {
        var all = kept.stream()
                .map(Paper::answer)
                .sorted()
                .map(answer -> new Paper(0, answer))
                .toList();
        return new Papers(typed, all);
    }

    int count() {
        return kept.size();
    }

    List<Integer> numbers() {
        return kept.stream().map(Paper::number).filter(number -> number > 0).toList();
    }

    Set<String> places() {
        return kept.stream().map(Paper::answer).collect(Collectors.toSet());
    }
}
