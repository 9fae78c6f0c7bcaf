package cn.zhibu.kit.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

/** That an answer to {@code explain} is read right, whichever store and version gave it. */
class PlanTests {

    private static Plan plan(String winning) {
        return Plan.of(BsonDocument.parse(
                "{queryPlanner: {winningPlan: " + winning + ", rejectedPlans: " + "[{stage: 'COLLSCAN'}]}, ok: 1}"));
    }

    @Test
    void anIndexInOrder() {
        var plan = plan("{stage: 'LIMIT', limitAmount: 20, inputStage: {stage: 'FETCH', filter: {stage: 'SORT'},"
                + " inputStage: {stage: 'IXSCAN', indexName: 'newest', keyPattern: {a: 1, b: -1}}}}");
        assertThat(plan.byIndex()).isTrue();
        assertThat(plan).hasToString("LIMIT, FETCH, IXSCAN newest");
    }

    @Test
    void severalRangesMergedInOrder() {
        assertThat(plan("{stage: 'FETCH', inputStage: {stage: 'SORT_MERGE', inputStages: ["
                                + "{stage: 'IXSCAN', indexName: 'a'}, {stage: 'IXSCAN', indexName: 'a'}]}}")
                        .byIndex())
                .isTrue();
    }

    @Test
    void byTheIdInTheOldAndTheNewWay() {
        assertThat(plan("{stage: 'IDHACK'}").byIndex()).isTrue();
        assertThat(plan("{isCached: false, stage: 'EXPRESS_IXSCAN', indexName: '_id_'}")
                        .byIndex())
                .isTrue();
    }

    @Test
    void aSortInMemory() {
        var plan = plan("{stage: 'SORT', sortPattern: {b: 1}, inputStage: {stage: 'FETCH', inputStage:"
                + " {stage: 'IXSCAN', indexName: 'a'}}}");
        assertThat(plan.byIndex()).isFalse();
        assertThat(plan).hasToString("SORT, FETCH, IXSCAN a");
    }

    @Test
    void oneOfSeveralWaysThroughTheWhole() {
        assertThat(plan("{stage: 'SUBPLAN', inputStage: {stage: 'OR', inputStages: ["
                                + "{stage: 'IXSCAN', indexName: 'a'}, {stage: 'COLLSCAN', direction: 'forward'}]}}")
                        .byIndex())
                .isFalse();
    }

    @Test
    void aPlanThatLiesOneLevelDeeper() {
        var plan =
                plan("{isCached: false, queryPlan: {stage: 'COLLSCAN', planNodeId: 1}, slotBasedPlan: {stages: ''}}");
        assertThat(plan.byIndex()).isFalse();
    }

    @Test
    void whereNothingIsKeptNothingIsSaid() {
        assertThat(plan("{stage: 'EOF'}").unknown()).isTrue();
    }

    @Test
    void anAnswerWithoutAPlanIsAnError() {
        assertThatThrownBy(() -> plan("{}")).hasMessageContaining("no plan");
    }
}
