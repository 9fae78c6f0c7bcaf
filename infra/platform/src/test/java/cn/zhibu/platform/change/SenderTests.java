package cn.zhibu.platform.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaProducerException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class SenderTests {

    private static final int MANY = 4 * Schedulers.DEFAULT_BOUNDED_ELASTIC_SIZE;

    private CompletableFuture<SendResult<String, byte[]>> answer = new CompletableFuture<>();
    private CountDownLatch broker = new CountDownLatch(0);
    private final CountDownLatch handedOver = new CountDownLatch(1);
    private final Sender sender = new Sender(
            new KafkaTemplate<>(new DefaultKafkaProducerFactory<>(Map.of())) {
                @Override
                public CompletableFuture<SendResult<String, byte[]>> send(ProducerRecord<String, byte[]> message) {
                    handedOver.countDown();
                    await(broker);
                    return answer;
                }
            },
            "probe");

    @Test
    void aBrokerThatDoesNotAnswerIsAwayUntilSomethingReachesIt() {
        assertThat(sender.reachable()).isTrue();
        answer = failure(new TimeoutException("Topic not present in metadata"));
        send();
        assertThat(sender.reachable()).isFalse();
        answer = CompletableFuture.completedFuture(new SendResult<>(new ProducerRecord<>("topic", new byte[0]), null));
        send();
        assertThat(sender.reachable()).isTrue();
    }

    @Test
    void anEventThatTheBrokerRefusesHoldsUpNoOther() {
        answer = failure(new RecordTooLargeException());
        send();
        assertThat(sender.reachable()).isTrue();
    }

    @Test
    void whatBlocksForTheBrokerKeepsNobodyElseWaiting() {
        broker = new CountDownLatch(1);
        for (int i = 0; i < MANY; i++) {
            sender.send(envelope()).onErrorComplete().subscribe();
        }
        await(handedOver);
        var others = Flux.range(0, MANY)
                .flatMap(i -> Mono.fromCallable(() -> i).subscribeOn(Schedulers.boundedElastic()), MANY)
                .count()
                .block(Duration.ofSeconds(10));
        assertThat(others).isEqualTo(MANY);
        broker.countDown();
        sender.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static CompletableFuture<SendResult<String, byte[]>> failure(RuntimeException cause) {
        return CompletableFuture.failedFuture(
                new KafkaProducerException(new ProducerRecord<>("topic", new byte[0]), "Failed to send", cause));
    }

    private void send() {
        sender.send(envelope()).onErrorComplete().block(Duration.ofSeconds(10));
    }

    private static Envelope envelope() {
        return new Envelope("e", "topic", "probe.v1", "t", "s", 1, Instant.EPOCH, null, null, "", "{}");
    }
}
