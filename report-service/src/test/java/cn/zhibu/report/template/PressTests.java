package cn.zhibu.report.template;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.process.problem.Problem;
import cn.zhibu.report.template.Paper.Annex;
import cn.zhibu.report.template.Paper.Exhibit;
import cn.zhibu.report.template.Paper.Line;
import cn.zhibu.report.template.Paper.Properties;
import cn.zhibu.report.template.Paper.Row;
import cn.zhibu.report.template.Paper.Style;
import cn.zhibu.words.Language;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Papers are rendered within a stated amount of memory, however many are asked for, and however long they are. */
class PressTests {

    private static final DataSize SHIPPED = DataSize.ofMegabytes(96);
    private static final Duration LIMIT = Duration.ofSeconds(120);

    /** The longest that can be asked for: every section full of text, and an index to its last row. */
    private static Paper longest() {
        var text = "抓学习、强队伍、促发展。".repeat(400);
        var lines = IntStream.range(0, 400)
                .mapToObj(i -> Line.of(Style.BODY, i < 20 ? text : "第" + i + "段"))
                .toList();
        var row = new Row("2025年3月12日", "会议和组织生活", "支部党员大会：学习贯彻党的二十届四中全会精神", "1次");
        var rows = Collections.nCopies(100, row);
        var exhibits = IntStream.rangeClosed(1, Papers.MOST_ROWS / 100)
                .mapToObj(i -> new Exhibit(i, "召开会议：100次", rows))
                .toList();
        var annex = new Annex("附件", "凭证索引", List.of("日期", "类型", "内容", "数量"), exhibits);
        return new Paper("debriefing", Language.ZH, "述职报告", "书记", lines, annex, new Properties("述职报告", "实验幼儿园党支部"));
    }

    @Test
    void theLongestPaperTakesNoMoreThanItIsWeighed() {
        var paper = longest();
        assertThat(Press.weight(paper)).isLessThanOrEqualTo(SHIPPED.toBytes() / 2);
        new PoiTlRenderer().render(paper); // whatever is loaded once
        System.gc();
        long before = used();
        var held = new Held();
        held.render(paper);
        assertThat(held.most.get() - before).isLessThanOrEqualTo(Press.weight(paper));
    }

    /** The renderer, and what lives when its document is whole: nothing of it can be given up before it is written. */
    private static final class Held {

        private final AtomicLong most = new AtomicLong();

        void render(Paper paper) {
            var bytes = new ByteArrayOutputStream() {
                @Override
                public synchronized void write(byte[] all, int from, int length) {
                    if (most.get() == 0) {
                        System.gc();
                        most.set(used());
                    }
                    super.write(all, from, length);
                }
            };
            new PoiTlRenderer().render(paper, bytes);
            assertThat(bytes.size()).isPositive();
        }
    }

    private static long used() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(pool -> Objects.requireNonNull(pool.getUsage()).getUsed())
                .mapToLong(Long::longValue)
                .sum();
    }

    @Test
    void manyAtOnceStayWithinTheAllowanceAndWhoComesTooLateIsAskedToComeAgain() {
        var weight = Press.weight(longest());
        var now = new AtomicLong();
        var most = new AtomicLong();
        var refused = new AtomicLong();
        var begun = new CountDownLatch(2);
        var gate = new CountDownLatch(1);
        ReportRenderer slow = paper -> {
            most.accumulateAndGet(now.addAndGet(Press.weight(paper)), Math::max);
            begun.countDown();
            await(gate);
            now.addAndGet(-Press.weight(paper));
            return new byte[] {1};
        };
        var press = new Press(slow, DataSize.ofBytes(weight * 2), 8, 10);
        var paper = longest();
        var answers = Flux.range(0, 30)
                .flatMap(
                        i -> press.print(paper).map(done -> 200).onErrorResume(Problem.class, problem -> {
                            assertThat(problem.type().retryAfter()).isPositive();
                            return Mono.just(problem.type().status().value());
                        }),
                        30)
                .doOnNext(status -> {
                    if (status == 503 && refused.incrementAndGet() == 18) {
                        await(begun); // as many as there is room for
                        gate.countDown();
                    }
                })
                .collectList()
                .block(LIMIT);
        assertThat(answers).hasSize(30).filteredOn(status -> status == 503).hasSize(18);
        assertThat(answers).filteredOn(status -> status == 200).hasSize(12);
        assertThat(most.get()).isEqualTo(weight * 2);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
