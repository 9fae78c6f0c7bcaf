package cn.zhibu.notification.delivery;

import cn.zhibu.notification.delivery.Delivery.Fault;
import cn.zhibu.notification.delivery.Delivery.Setback;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The mail server that was configured, if one was. Speaking SMTP blocks, so it happens on a few threads of its own. */
@Component
class MailServer {

    private static final int THREADS = 4;
    private static final int QUEUED = 1000;
    private static final int PERMANENT = 500;
    private static final String CONNECT_MILLIS = "10000";
    private static final String ANSWER_MILLIS = "20000";

    /** How the connection is kept private: when the server offers it, always, or from the first byte. */
    enum Privacy {
        OFFERED,
        STARTTLS,
        TLS
    }

    @Component
    record Settings(
            @Value("${zhibu.mail.host}") String host,
            @Value("${zhibu.mail.port}") int port,
            @Value("${zhibu.mail.privacy}") Privacy privacy,
            @Value("${zhibu.mail.user}") String user,
            @Value("${zhibu.mail.password-file}") String passwordFile,
            @Value("${zhibu.mail.from}") String from) {}

    /** One message, ready to go. {@code id} becomes its Message-ID: the same however often it has to be sent. */
    record Message(String id, String to, String subject, String text, String html) {}

    private final @Nullable JavaMailSenderImpl sender;
    private final String from;
    private final Scheduler threads = Schedulers.newBoundedElastic(THREADS, QUEUED, "mail");

    MailServer(Settings settings) {
        this.sender = settings.host().isBlank() ? null : sender(settings);
        this.from = settings.from();
        if (sender != null && from.isBlank()) {
            throw new IllegalStateException("Mail is on, but zhibu.mail.from (ZHIBU_SMTP_FROM) names no sender");
        }
    }

    boolean on() {
        return sender != null;
    }

    /** Sends; empty when the server took it, otherwise what kept it. */
    Mono<Optional<Setback>> send(Message message) {
        var server = sender;
        return server == null
                ? Mono.just(Optional.of(new Setback(Fault.SERVER_AWAY, null, false)))
                : Mono.fromCallable(() -> handed(server, message)).subscribeOn(threads);
    }

    private Optional<Setback> handed(JavaMailSenderImpl server, Message message) throws MessagingException {
        try {
            server.send(mime(server, message));
            return Optional.empty();
        } catch (MailException failure) {
            return Optional.of(setback(failure));
        }
    }

    private MimeMessage mime(JavaMailSenderImpl server, Message message) throws MessagingException {
        var mime = new Named(
                server.getSession(),
                "<" + message.id() + "@" + from.substring(from.indexOf('@') + 1).replace(">", "") + ">");
        var helper = new MimeMessageHelper(mime, true, StandardCharsets.UTF_8.name());
        helper.setFrom(sender());
        helper.setTo(message.to());
        helper.setSubject(message.subject());
        helper.setText(message.text(), message.html());
        mime.setHeader("Auto-Submitted", "auto-generated");
        mime.setSentDate(new Date());
        return mime;
    }

    /** A name in Chinese has to be encoded on its way. */
    private InternetAddress sender() throws MessagingException {
        var address = new InternetAddress(from);
        try {
            address.setPersonal(address.getPersonal(), StandardCharsets.UTF_8.name());
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
        return address;
    }

    /** Jakarta Mail makes up an id of its own when a message is saved. */
    private static final class Named extends MimeMessage {

        private final String name;

        Named(jakarta.mail.Session session, String name) {
            super(session);
            this.name = name;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", name);
        }
    }

    private static JavaMailSenderImpl sender(Settings settings) {
        var sender = new JavaMailSenderImpl();
        sender.setHost(settings.host());
        sender.setPort(settings.port());
        sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
        var properties = new Properties();
        properties.setProperty("mail.smtp.connectiontimeout", CONNECT_MILLIS);
        properties.setProperty("mail.smtp.timeout", ANSWER_MILLIS);
        properties.setProperty("mail.smtp.writetimeout", ANSWER_MILLIS);
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        switch (settings.privacy()) {
            case OFFERED -> properties.setProperty("mail.smtp.starttls.enable", "true");
            case STARTTLS -> properties.setProperty("mail.smtp.starttls.required", "true");
            case TLS -> properties.setProperty("mail.smtp.ssl.enable", "true");
        }
        if (!settings.user().isBlank()) {
            sender.setUsername(settings.user());
            sender.setPassword(password(settings.passwordFile()));
            properties.setProperty("mail.smtp.auth", "true");
        }
        sender.setJavaMailProperties(properties);
        return sender;
    }

    private static String password(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException("ZHIBU_SMTP_PASSWORD_FILE cannot be read: " + file, failure);
        }
    }

    private static Setback setback(MailException failure) {
        if (failure instanceof MailAuthenticationException) {
            return new Setback(Fault.LOGIN_REFUSED, null, false);
        }
        var causes = failure instanceof MailSendException several
                ? several.getFailedMessages().values().stream().findFirst().orElse(failure)
                : failure;
        return setback((Throwable) causes);
    }

    /** The server's words stay with the server: they may name the address. Its code says enough. */
    private static Setback setback(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = next(cause)) {
            if (cause instanceof SMTPAddressFailedException refused) {
                return replied(Fault.ADDRESS_REFUSED, refused.getReturnCode());
            }
            if (cause instanceof SMTPSendFailedException refused && refused.getNextException() == null) {
                return replied(Fault.MESSAGE_REFUSED, refused.getReturnCode());
            }
            if (cause instanceof AuthenticationFailedException) {
                return new Setback(Fault.LOGIN_REFUSED, null, false);
            }
        }
        return new Setback(Fault.SERVER_AWAY, null, false);
    }

    private static @Nullable Throwable next(Throwable cause) {
        return cause instanceof MessagingException chained && chained.getNextException() != null
                ? chained.getNextException()
                : cause.getCause();
    }

    private static Setback replied(Fault fault, int code) {
        return code >= PERMANENT ? new Setback(fault, code, true) : new Setback(Fault.TRY_LATER, code, false);
    }
}
