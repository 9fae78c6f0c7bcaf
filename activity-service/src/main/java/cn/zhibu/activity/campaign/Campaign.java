package cn.zhibu.activity.campaign;

import static cn.zhibu.activity.campaign.CampaignProblem.*;

import cn.zhibu.activity.entry.Entry;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A campaign as it is asked of all branches below a unit.
 *
 * @param extended earlier last days, oldest first
 * @param withdrawn why nothing is asked any more
 */
@Document("campaigns")
@CompoundIndex(name = "asked", def = "{'scope.unit': 1, 'body.from': -1, '_id': -1}")
record Campaign(
        @Id String id,
        Scope scope,
        Body body,
        List<Extended> extended,
        @Nullable String withdrawn,
        Entry first,
        @Version @Nullable Long version)
        implements Scoped {

    /** @param basis the document by which it is held */
    record Body(
            String name,
            @Nullable String basis,
            LocalDate from,
            LocalDate until,
            List<Phase> phases,
            List<Point> points) {

        Body until(LocalDate day) {
            return new Body(name, basis, from, day, phases, points);
        }
    }

    record Phase(String name, LocalDate until) {}

    /**
     * What each branch is to do.
     *
     * @param kind of record that answers it; null where none is asked for
     * @param form of meeting that answers it; null where none is asked for
     */
    record Point(
            String id,
            String text,
            LocalDate until,
            @Nullable String kind,
            @Nullable String form) {}

    /** The last day it had before, and why it has another. */
    record Extended(LocalDate until, String reason, Entry by) {}

    static Change<Campaign> publish(String id, Scope unit, Body body, Entry first) {
        for (int i = 0; i < body.points().size(); i++) {
            outside(body, body.points().get(i).until(), "/points/" + i + "/until");
        }
        for (int i = 0; i < body.phases().size(); i++) {
            outside(body, body.phases().get(i).until(), "/phases/" + i + "/until");
        }
        var campaign = new Campaign(id, unit, body, List.of(), null, first, null);
        return Change.of(
                campaign,
                new CampaignEvent.Published(
                        id,
                        unit.unit(),
                        unit.ancestors(),
                        body.from(),
                        body.until(),
                        body.points().size()));
    }

    private static void outside(Body body, LocalDate day, String pointer) {
        if (day.isBefore(body.from()) || day.isAfter(body.until())) {
            throw CAMPAIGN_DAYS_OUTSIDE.at(pointer, body.from(), body.until());
        }
    }

    /** The last day that it had is kept. */
    Change<Campaign> extend(LocalDate until, String reason, Entry by) {
        refuseIfWithdrawn();
        if (until.equals(body.until())) {
            return Change.of(this);
        }
        if (until.isBefore(body.until())) {
            throw CAMPAIGN_NOT_LONGER.at("/until", body.until());
        }
        var all = new ArrayList<>(extended);
        all.add(new Extended(body.until(), reason, by));
        return Change.of(
                        new Campaign(id, scope, body.until(until), List.copyOf(all), null, first, version),
                        new CampaignEvent.Extended(id, scope.unit(), scope.ancestors(), until))
                .because(reason);
    }

    /** What branches have for it stays theirs, and counts. */
    Change<Campaign> withdraw(String reason) {
        return withdrawn != null
                ? Change.of(this)
                : Change.of(
                                new Campaign(id, scope, body, extended, reason, first, version),
                                new CampaignEvent.Withdrawn(id, scope.unit(), scope.ancestors()))
                        .because(reason);
    }

    Point point(String point) {
        return body.points().stream()
                .filter(one -> one.id().equals(point))
                .findFirst()
                .orElseThrow(() -> CAMPAIGN_POINT_NOT_FOUND.of(point));
    }

    void refuseIfWithdrawn() {
        if (withdrawn != null) {
            throw CAMPAIGN_WITHDRAWN.of();
        }
    }
}
