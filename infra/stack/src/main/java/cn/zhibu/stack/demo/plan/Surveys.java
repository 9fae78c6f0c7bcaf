package cn.zhibu.stack.demo.plan;

import cn.zhibu.stack.demo.plan.Plan.Branch;
import cn.zhibu.stack.demo.plan.Plan.Opinion;
import cn.zhibu.stack.demo.plan.Plan.Questionnaire;
import java.util.ArrayList;
import java.util.List;

/** K07 and K08: the survey with its opinions, each rectified and confirmed by who raised it. */
record Surveys(Source source, Branch branch, Dates dates) {

    List<Questionnaire> planned() {
        var survey = source.survey();
        if (!branch.key().equals(survey.branch())) {
            return List.of();
        }
        int year = dates.reported();
        int raised = target("K07");
        int rectified = target("K08");
        var opens = dates.on(year, survey.opens());
        var closes = dates.on(year, survey.closes());
        var first = dates.on(year, survey.rectified().get(0));
        var last = dates.on(year, survey.rectified().get(1));
        var opinions = new ArrayList<Opinion>();
        for (int n = 0; n < raised; n++) {
            var category = Dates.cycled(survey.categories(), n);
            int which = n / survey.categories().size();
            var done = Dates.weekday(Dates.spread(first, last, n, Math.max(rectified, 2)));
            opinions.add(new Opinion(
                    branch.key() + "." + year + ".opinion" + (n + 1),
                    Dates.cycled(category.texts(), which),
                    category.name(),
                    Dates.spread(opens, closes, n, raised),
                    Dates.cycled(category.actions(), which),
                    done,
                    done.plusDays(survey.confirmed())));
        }
        return List.of(new Questionnaire(
                branch.key() + "." + year + ".survey",
                branch.key(),
                branch.enters(),
                survey.title(),
                survey.question(),
                opens,
                closes,
                opinions));
    }

    private int target(String row) {
        return source.fixtures().stream()
                .filter(fixture -> fixture.id().equals(row))
                .findFirst()
                .orElseThrow()
                .target();
    }
}
