package cn.zhibu.activity.campaign;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How campaigns look over HTTP. */
final class CampaignViews {

    private CampaignViews() {}

    record PhaseView(String name, LocalDate until) {}

    record PointView(
            String id,
            String text,
            LocalDate until,
            @Nullable String kind,
            @Nullable String form) {}

    /** The last day it had before, and why it has another. */
    record ExtendedView(LocalDate until, String reason) {}

    /** A campaign of {@code unit}; {@code withdrawn} says why nothing is asked any more. */
    record View(
            String id,
            String unit,
            String name,
            @Nullable String basis,
            LocalDate from,
            LocalDate until,
            List<PhaseView> phases,
            List<PointView> points,
            List<ExtendedView> extended,
            @Nullable String withdrawn,
            long version) {

        static View of(Campaign campaign) {
            var body = campaign.body();
            var version = campaign.version();
            return new View(
                    campaign.id(),
                    campaign.scope().unit(),
                    body.name(),
                    body.basis(),
                    body.from(),
                    body.until(),
                    body.phases().stream()
                            .map(one -> new PhaseView(one.name(), one.until()))
                            .toList(),
                    body.points().stream()
                            .map(one -> new PointView(one.id(), one.text(), one.until(), one.kind(), one.form()))
                            .toList(),
                    campaign.extended().stream()
                            .map(one -> new ExtendedView(one.until(), one.reason()))
                            .toList(),
                    campaign.withdrawn(),
                    version == null ? 0 : version);
        }
    }

    record AnswerView(
            String id,
            String point,
            LocalDate on,
            @Nullable String record,
            @Nullable String session,
            @Nullable String sentence) {}

    /** What a branch has. */
    record AnswersView(String unit, List<AnswerView> given) {

        static AnswersView of(Answers answers) {
            return new AnswersView(
                    answers.scope().unit(),
                    answers.given().stream()
                            .map(one -> new AnswerView(
                                    one.id(), one.point(), one.on(), one.record(), one.session(), one.sentence()))
                            .toList());
        }
    }

    record BoardView(View campaign, List<AnswerView> given) {

        static BoardView of(CampaignService.Board board) {
            return new BoardView(
                    View.of(board.campaign()), AnswersView.of(board.answers()).given());
        }
    }
}
