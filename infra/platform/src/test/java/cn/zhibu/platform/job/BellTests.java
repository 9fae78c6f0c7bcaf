package cn.zhibu.platform.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

@Timeout(30)
class BellTests {

    private final Bell<Integer> bell = new Bell<>();

    /** Listens, and takes nothing until it is told to. */
    private static final class Asleep extends BaseSubscriber<Integer> {

        private final List<Object> heard = new ArrayList<>();

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            // nothing is asked for
        }

        @Override
        protected void hookOnNext(Integer value) {
            heard.add(value);
        }

        @Override
        protected void hookOnError(Throwable failure) {
            heard.add(failure);
        }
    }

    @Test
    void whoHasNoRoomMissesItAloneAndHearsTheNext() {
        var asleep = new Asleep();
        bell.heard().subscribe(asleep);
        bell.ring(1);
        var awake = new CopyOnWriteArrayList<Integer>();
        bell.heard().subscribe(awake::add);
        bell.ring(2);
        asleep.request(1);
        bell.ring(3);
        bell.ring(4);
        assertThat(awake).containsExactly(2, 3, 4);
        assertThat(asleep.heard).containsExactly(3);
    }

    @Test
    void whereNobodyListensNothingHappens() {
        bell.ring(1);
        var heard = new CopyOnWriteArrayList<Integer>();
        bell.heard().subscribe(heard::add).dispose();
        bell.ring(2);
        assertThat(heard).isEmpty();
    }

    @Test
    void severalRingAtOnceAndEachIsHeard() {
        var heard = new CopyOnWriteArrayList<Integer>();
        bell.heard().subscribe(heard::add);
        IntStream.range(0, 400).parallel().forEach(bell::ring);
        assertThat(heard).hasSize(400).doesNotHaveDuplicates();
    }
}
