package cn.zhibu.stack.store.plan;

import cn.zhibu.stack.store.engine.Collection;
import cn.zhibu.stack.store.engine.Session;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.bson.BsonDocument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds documents of collections, and counts how many were looked at. */
public final class Finder {

    private static final Logger log = LoggerFactory.getLogger(Finder.class);

    private final Map<Long, LongAdder> examined = new ConcurrentHashMap<>();
    private final boolean explaining;

    /**
     * @param explaining whether the log tells of each query by what it is served; no values are told
     */
    public Finder(boolean explaining) {
        this.explaining = explaining;
    }

    public Found find(Session session, Collection collection, Query query) {
        var plan = plan(session, collection, query);
        if (explaining) {
            log.info("{} {}", collection.namespace(), plan.told(query).toJson());
        }
        return new Found(collection, query, plan, looked(collection));
    }

    private static Plan plan(Session session, Collection collection, Query query) {
        return new Planner(collection, session, query.order())
                .plan(query.filter().condition());
    }

    private LongAdder looked(Collection collection) {
        return examined.computeIfAbsent(collection.id(), id -> new LongAdder());
    }

    public long count(Session session, Collection collection, Query query, Budget budget) {
        if (Tests.of(query.filter().condition()).parts() == 0) {
            return Math.max(0, Math.min(session.count(collection), query.most()) - query.skip());
        }
        var plan = plan(session, collection, query);
        if (!plan.countable()) {
            return new Found(collection, query, plan, looked(collection)).count(session, budget);
        }
        long most = query.most();
        long counted = 0;
        for (Plan.Stretch stretch : plan.stretches()) {
            budget.check();
            counted += session.countEntries(stretch.index().id(), stretch.range(), most - counted);
        }
        return Math.max(0, counted - query.skip());
    }

    /** The stages by which a query is served, as MongoDB's explain names them. */
    public BsonDocument told(Session session, Collection collection, Query query) {
        return plan(session, collection, query).told(query);
    }

    /** How many documents the queries on this collection have looked at since the start. */
    public long examined(Collection collection) {
        return looked(collection).sum();
    }
}
