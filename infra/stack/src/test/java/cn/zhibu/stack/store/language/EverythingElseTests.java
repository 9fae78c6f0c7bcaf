package cn.zhibu.stack.store.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.zhibu.stack.store.language.ClosedList.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Goes through MongoDB's operators by name: what is not on the list is refused, in words that name it. */
class EverythingElseTests {

    private static final String QUERY = "$eq $gt $gte $in $lt $lte $ne $nin $and $not $nor $or $exists $type $expr"
            + " $jsonSchema $mod $regex $options $text $where $geoIntersects $geoWithin $near $nearSphere $all $elemMatch"
            + " $size $bitsAllClear $bitsAllSet $bitsAnyClear $bitsAnySet $comment $rand $natural $meta $slice $box"
            + " $center $centerSphere $geometry $maxDistance $minDistance $polygon $uniqueDocs $alwaysTrue $alwaysFalse"
            + " $sampleRate $within $ref $id $db";
    private static final String UPDATE = "$currentDate $inc $min $max $mul $rename $set $setOnInsert $unset $addToSet"
            + " $pop $pull $push $pullAll $pushAll $bit $each $position $slice $sort $isolated $v $diff";
    private static final String STAGE = "$addFields $bucket $bucketAuto $changeStream $changeStreamSplitLargeEvent"
            + " $collStats $count $currentOp $densify $documents $facet $fill $geoNear $graphLookup $group $indexStats"
            + " $limit $listLocalSessions $listSampledQueries $listSearchIndexes $listSessions $lookup $match $merge $out"
            + " $planCacheStats $project $querySettings $queryStats $rankFusion $redact $replaceRoot $replaceWith $sample"
            + " $search $searchMeta $set $setWindowFields $shardedDataDistribution $skip $sort $sortByCount $unionWith"
            + " $unset $unwind $vectorSearch $mergeCursors $queue $backupCursor $listClusterCatalog";
    private static final String ACCUMULATOR = "$accumulator $addToSet $avg $bottom $bottomN $count $first $firstN $last"
            + " $lastN $max $maxN $median $mergeObjects $min $minN $percentile $push $stdDevPop $stdDevSamp $sum $top"
            + " $topN $concatArrays $setUnion $derivative $rank";
    private static final String EXPRESSION = "$abs $acos $add $allElementsTrue $and $anyElementTrue $arrayElemAt"
            + " $arrayToObject $avg $binarySize $bsonSize $ceil $cmp $concat $concatArrays $cond $convert $dateAdd"
            + " $dateDiff $dateFromString $dateToString $dateTrunc $dayOfMonth $dayOfWeek $dayOfYear $divide $eq $exp"
            + " $filter $first $floor $function $getField $gt $gte $hour $ifNull $in $indexOfArray $isArray $isNumber"
            + " $last $let $literal $ln $log $lt $lte $ltrim $map $max $mergeObjects $meta $min $minute $mod $month"
            + " $multiply $ne $not $objectToArray $or $pow $range $rand $reduce $regexFind $regexMatch $replaceAll"
            + " $reverseArray $round $rtrim $second $setDifference $setField $setUnion $size $slice $sortArray $split"
            + " $sqrt $strLenBytes $strcasecmp $substr $subtract $sum $switch $toBool $toDate $toDecimal $toInt $toLower"
            + " $toString $toUpper $trim $trunc $tsSecond $type $unsetField $week $year $zip";

    private static Stream<DynamicTest> each(String names, Kind kind, Consumer<String> said) {
        return Arrays.stream(names.split(" "))
                .filter(name -> !ClosedList.read().allows(kind, name))
                .map(name -> DynamicTest.dynamicTest(kind + " " + name, () -> refused(name, () -> said.accept(name))));
    }

    private static void refused(String name, Runnable said) {
        var refused = catchThrowableOfType(Refused.class, said::run);
        assertThat(refused)
                .as(name)
                .isNotNull()
                .hasMessageContaining(name)
                .hasMessageContaining("is not on the list of infra/docs/database.md");
    }

    private static BsonDocument document(String name, String value) {
        return BsonDocument.parse("{'" + name + "': " + value + "}");
    }

    @TestFactory
    Stream<DynamicTest> queries() {
        return each(QUERY, Kind.QUERY, name -> Filter.parse(new BsonDocument("a", document(name, "1"))));
    }

    @TestFactory
    Stream<DynamicTest> queriesAtTheTop() {
        return each(QUERY, Kind.QUERY, name -> Filter.parse(document(name, "[{a: 1}]")));
    }

    @TestFactory
    Stream<DynamicTest> queriesWithin() {
        return each(
                QUERY,
                Kind.QUERY,
                name -> Filter.parse(BsonDocument.parse("{$or: [{a: {$elemMatch: {b: {$gt: 1, " + name + ": 1}}}}]}")));
    }

    @TestFactory
    Stream<DynamicTest> updates() {
        return each(UPDATE, Kind.UPDATE, name -> Change.parse(new BsonDocument(name, document("a", "1"))));
    }

    @TestFactory
    Stream<DynamicTest> stages() {
        return each(STAGE, Kind.STAGE, name -> Pipeline.parse(List.of(document(name, "{a: 1}"))));
    }

    @TestFactory
    Stream<DynamicTest> accumulators() {
        return each(
                ACCUMULATOR,
                Kind.ACCUMULATOR,
                name -> Pipeline.parse(List.of(new BsonDocument(
                        "$group", new BsonDocument("_id", new BsonInt32(1)).append("a", document(name, "'$a'"))))));
    }

    /** No expression stands on the list: neither in $group nor in $project nor in a projection. */
    @TestFactory
    Stream<DynamicTest> expressions() {
        return Arrays.stream(EXPRESSION.split(" "))
                .map(name -> DynamicTest.dynamicTest("expression " + name, () -> {
                    var expression = document(name, "['$a']");
                    refused(
                            name,
                            () -> Pipeline.parse(
                                    List.of(new BsonDocument("$group", new BsonDocument("_id", expression)))));
                    refused(
                            name,
                            () -> Pipeline.parse(List.of(new BsonDocument(
                                    "$group",
                                    new BsonDocument("_id", new BsonString("x"))
                                            .append("n", new BsonDocument("$sum", expression))))));
                    refused(
                            name,
                            () -> Pipeline.parse(
                                    List.of(new BsonDocument("$project", new BsonDocument("a", expression)))));
                    refused(name, () -> Projection.parse(new BsonDocument("a", expression)));
                }));
    }
}
