package cn.zhibu.platform.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaProducerException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;

class SenderTests {

    private CompletableFuture<SendResult<String, byte[]>> answer = new CompletableFuture<>();
    private final Sender sender = new Sender(
            new KafkaTemplate<>(new DefaultKafkaProducerFactory<>(Map.of())) {
                @Override
                public CompletableFuture<SendResult<String, byte[]>> send(ProducerRecord<String, byte[]> message) {
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

    private static CompletableFuture<SendResult<String, byte[]>> failure(RuntimeException cause) {
        return CompletableFuture.failedFuture(
                new KafkaProducerException(new ProducerRecord<>("topic", new byte[0]), "Failed to send", cause));
    }

    private void send() {
        var envelope = new Envelope("e", "topic", "probe.v1", "t", "s", 1, Instant.EPOCH, null, null, "", "{}");
        sender.send(envelope).onErrorComplete().block(Duration.ofSeconds(10));
    }
}
