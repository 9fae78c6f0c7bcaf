package cn.zhibu.notification.delivery;

import cn.zhibu.kit.TestStack;
import cn.zhibu.kit.child.ChildJvm;
import cn.zhibu.notification.NotificationServiceApplication;
import com.icegreen.greenmail.util.GreenMail;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A replica of the whole service in a process of its own, which a failpoint may stop dead. */
final class ServiceChild implements AutoCloseable {

    private static final ChildJvm CHILDREN = new ChildJvm(NotificationServiceApplication.class, "192m");

    private final Process process;

    private ServiceChild(Process process) {
        this.process = process;
    }

    static ServiceChild start(Path log, GreenMail mail, String failpoint, String claim) {
        var builder = CHILDREN.with(List.of(
                "--spring.mongodb.uri=" + TestStack.storeUri(),
                "--spring.kafka.bootstrap-servers=" + TestStack.brokers(),
                "--zhibu.master-key-file=" + TestStack.masterKeyFile(),
                "--zhibu.partitions=3",
                "--server.port=0",
                "--management.server.port=0",
                "--zhibu.reminders.every=300ms",
                "--zhibu.reminders.review-waits-days=0",
                "--zhibu.mail.every=300ms",
                "--zhibu.mail.claim=" + claim,
                "--zhibu.mail.gather=0s",
                "--zhibu.mail.host=127.0.0.1",
                "--zhibu.mail.port=" + mail.getSmtp().getPort(),
                "--zhibu.mail.from=zhibu@bureau.example"));
        builder.environment().put("ZHIBU_FAILPOINT", failpoint.isEmpty() ? "" : failpoint + ":1");
        builder.redirectOutput(log.toFile());
        try {
            return new ServiceChild(builder.start());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Waits for its sudden end; answers whether it was the failpoint's. */
    boolean died() {
        try {
            return process.waitFor(240, TimeUnit.SECONDS) && process.exitValue() == 137;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends as a replica is ended, so that the first leaves its archive to those that follow. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
