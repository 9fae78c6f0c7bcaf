package cn.zhibu.platform.event;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.platform.change.Command;
import cn.zhibu.platform.change.Projecting;
import cn.zhibu.platform.tenant.Tenancy;
import com.mongodb.MongoTimeoutException;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.kafka.listener.BatchListenerFailedException;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What a poll brought, in whatever company it came, is handled as if each event had come by itself. */
class ListenerTests {

    private static final List<String> BUREAUS =
            IntStream.range(0, 3).mapToObj(number -> bureau(number)).toList();

    private static String bureau(int number) {
        return UUID.nameUUIDFromBytes(new byte[] {(byte) number}).toString();
    }

    record Said(String subject, long number, boolean bad) {}

    /** Takes most of what it hears together, something by itself. */
    private static final class Ear implements EventConsumer {

        final List<String> heard = new ArrayList<>();
        final List<Integer> sizes = new ArrayList<>();
        final List<Boolean> named = new ArrayList<>();
        RuntimeException away;

        @Override
        public String name() {
            return "ear";
        }

        @Override
        public void subscribe(Subscriptions on) {
            Together<String> together = this::take;
            on.from("ear.events")
                    .on("many.v1", Said.class, (said, received) -> List.of(text(said)), together)
                    .on("more.v1", Said.class, (said, received) -> List.of(text(said)), together)
                    .on("one.v1", Said.class, (said, received) -> take(List.of(text(said))));
        }

        private static String text(Said said) {
            return said.subject() + "@" + said.number() + (said.bad() ? "!" : "");
        }

        private Mono<Void> take(List<String> said) {
            return Mono.zip(Tenancy.current(), Command.current())
                    .doOnNext(context -> {
                        if (away != null) {
                            throw away;
                        }
                        sizes.add(said.size());
                        for (var each : said) {
                            if (each.endsWith("!")) {
                                throw new IllegalArgumentException(each);
                            }
                            heard.add(context.getT1() + ":" + each);
                            named.add(context.getT2().key() != null);
                        }
                    })
                    .then();
        }
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void onlyTheBadOnesAreDeadAndAllElseIsAppliedInItsOrder(long seed) {
        var random = new Random(seed);
        var log = log(random, 80);
        var ear = new Ear();
        var listener = listener(ear);
        var dead = new LinkedHashSet<String>();
        for (int from = 0; from < log.size(); ) {
            int until = Math.min(log.size(), from + 1 + random.nextInt(30));
            var poll = log.subList(from, until);
            try {
                listener.onMessage(poll);
                from = until;
            } catch (Listener.Stopped stopped) {
                var failed = ((BatchListenerFailedException) Objects.requireNonNull(stopped.getCause())).getRecord();
                int at = poll.indexOf(failed);
                assertThat(stopped).isInstanceOf(Listener.Bad.class);
                assertThat(at).isNotNegative();
                from += at + 1; // as the handler does at last: what came before is committed, this one is dead
                assertThat(dead.add(name(poll.get(at)))).isTrue();
            }
        }
        var bad = log.stream()
                .map(ListenerTests::name)
                .filter(name -> name.endsWith("!"))
                .collect(Collectors.toSet());
        assertThat(dead).isEqualTo(bad);
        assertThat(ear.heard.stream().collect(Collectors.toSet()))
                .isEqualTo(log.stream()
                        .map(ListenerTests::name)
                        .filter(name -> !name.endsWith("!"))
                        .collect(Collectors.toSet()));
        assertThat(firsts(ear.heard))
                .allSatisfy((subject, numbers) -> assertThat(numbers).isSorted());
        if (bad.isEmpty()) {
            assertThat(ear.heard).doesNotHaveDuplicates();
        }
    }

    /** The numbers of each subject in the order in which they were first heard. */
    private static Map<String, List<Long>> firsts(List<String> heard) {
        var firsts = new HashMap<String, List<Long>>();
        for (var each : new LinkedHashSet<>(heard)) {
            int at = each.indexOf('@');
            firsts.computeIfAbsent(each.substring(0, at), fresh -> new ArrayList<>())
                    .add(Long.parseLong(each.substring(at + 1)));
        }
        return firsts;
    }

    @Test
    void whatAPollBroughtOfABureauIsOneCallWhateverItsNames() {
        var ear = new Ear();
        var poll = new ArrayList<ConsumerRecord<String, byte[]>>();
        for (int at = 0; at < 12; at++) {
            poll.add(message(bureau(at % 2), at % 4 < 2 ? "many.v1" : "more.v1", "s" + at, at, false, at));
        }
        poll.add(message(bureau(0), "nobody.v1", "s", 1, false, 12));
        listener(ear).onMessage(poll);
        assertThat(ear.sizes).containsExactly(6, 6);
        assertThat(ear.named).as("several at once are nobody's act").containsOnly(false);
        ear.named.clear();
        listener(ear).onMessage(poll.subList(0, 1));
        listener(ear).hear(poll.get(1));
        assertThat(ear.named).as("one by itself is named after its event").containsExactly(true, true);
    }

    @Test
    void whileTheStoreIsAwayNothingIsTriedOneByOne() {
        var ear = new Ear();
        ear.away = new MongoTimeoutException("away");
        var poll = IntStream.range(0, 5)
                .mapToObj(at -> message(bureau(0), "many.v1", "s" + at, at, false, at))
                .toList();
        var stopped = stopped(ear, poll);
        assertThat(stopped).isInstanceOf(Listener.Away.class);
        assertThat(record(stopped)).isEqualTo(poll.get(0));
        ear.away = new TryLater("not yet");
        assertThat(stopped(ear, poll)).isInstanceOf(Listener.Away.class);
        ear.away = new IllegalStateException("bad");
        assertThat(stopped(ear, poll))
                .isInstanceOf(Listener.Bad.class)
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("bad");
        assertThat(Listener.Bad.class.isAssignableFrom(Listener.Away.class)
                        || Listener.Away.class.isAssignableFrom(Listener.Bad.class))
                .as("tries of both kinds are counted apart")
                .isFalse();
        assertThat(ear.heard).isEmpty();
    }

    private static Listener.Stopped stopped(Ear ear, List<ConsumerRecord<String, byte[]>> poll) {
        try {
            listener(ear).onMessage(poll);
        } catch (Listener.Stopped stopped) {
            return stopped;
        }
        throw new AssertionError("nothing failed");
    }

    private static ConsumerRecord<?, ?> record(Listener.Stopped stopped) {
        return ((BatchListenerFailedException) Objects.requireNonNull(stopped.getCause())).getRecord();
    }

    @Test
    void whatCannotBeReadIsDeadByItself() {
        var ear = new Ear();
        var strange = new ConsumerRecord<>("ear.events", 0, 1, "key", "{}".getBytes(StandardCharsets.UTF_8));
        var poll = List.of(
                message(bureau(0), "many.v1", "s", 0, false, 0),
                strange,
                message(bureau(0), "many.v1", "s", 1, false, 2));
        var stopped = stopped(ear, poll);
        assertThat(record(stopped)).isEqualTo(strange);
        assertThat(stopped).hasRootCauseInstanceOf(Listener.Unreadable.class);
        assertThat(ear.heard).containsExactly(bureau(0) + ":s@0");
    }

    private static Listener listener(Ear ear) {
        return new Listener(
                "test.ear.v1", Table.of(ear, JsonMapper.builder().build()), new Projecting("test.ear.v1", List.of()));
    }

    /** Events of subjects of several bureaus, each subject's in order, some of them bad. */
    private static List<ConsumerRecord<String, byte[]>> log(Random random, int size) {
        var numbers = new HashMap<String, Long>();
        var names = List.of("many.v1", "many.v1", "more.v1", "one.v1");
        boolean poisoned = random.nextInt(4) > 0;
        var log = new ArrayList<ConsumerRecord<String, byte[]>>();
        for (int at = 0; at < size; at++) {
            var bureau = BUREAUS.get(random.nextInt(BUREAUS.size()));
            var subject = "s" + random.nextInt(6);
            long number = numbers.merge(bureau + subject, 1L, Long::sum);
            var type = names.get(random.nextInt(names.size()));
            log.add(message(bureau, type, subject, number, poisoned && random.nextInt(12) == 0, at));
        }
        return log;
    }

    private static String name(ConsumerRecord<String, byte[]> message) {
        var said = JsonMapper.builder().build().readValue(message.value(), Said.class);
        return message.key().substring(0, message.key().indexOf(':')) + ":" + Ear.text(said);
    }

    private static ConsumerRecord<String, byte[]> message(
            String bureau, String type, String subject, long number, boolean bad, long offset) {
        var body = "{\"subject\":\"" + subject + "\",\"number\":" + number + ",\"bad\":" + bad + "}";
        var event = CloudEventBuilder.v1()
                .withId(bureau + subject + number)
                .withSource(URI.create("urn:zhibu:test"))
                .withType(type)
                .withSubject(subject)
                .withExtension("tenantid", bureau)
                .withExtension("sequence", Long.toString(number))
                .withData("application/json", body.getBytes(StandardCharsets.UTF_8))
                .build();
        var sent = KafkaMessageFactory.<String>createWriter("ear.events", bureau + ":" + subject)
                .writeBinary(event);
        var message = new ConsumerRecord<>("ear.events", 0, offset, sent.key(), sent.value());
        sent.headers().forEach(message.headers()::add);
        return message;
    }
}
