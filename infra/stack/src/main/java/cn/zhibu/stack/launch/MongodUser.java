package cn.zhibu.stack.launch;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoCredential;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The one user of a mongod of ours. It is made before the services know the mongod, on another port: a mongod that asks who
 * is there lets somebody of the same machine in to make its first user, and nobody after that.
 */
record MongodUser(Settings settings, String password) {

    private static final int NOT_ALLOWED = 13;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Once for the files of a mongod. */
    void prepare(Part mongod) throws IOException {
        var made = settings.data("mongod-user");
        if (Files.exists(made)) {
            return;
        }
        int port = free();
        var command = new ArrayList<>(mongod.command());
        command.set(command.indexOf("--port") + 1, Integer.toString(port));
        var log = settings.log("mongod-user");
        Logs.turn(log);
        var process = new ProcessBuilder(OwnerOnly.command(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try (var end = new AtTheEnd(process::destroy)) {
            make(port);
            Files.writeString(made, Parts.STORE_USER + "\n");
        } catch (MongoException failed) {
            throw new StackException(
                    "the mongod's user could not be made; the end of " + log + ":\n" + Logs.tail(log), failed);
        } finally {
            end(process);
        }
    }

    private void make(int port) {
        try {
            run(
                    port,
                    null,
                    new Document("createUser", Parts.STORE_USER)
                            .append("pwd", password)
                            .append("roles", List.of(new Document("role", "root").append("db", "admin"))));
        } catch (MongoCommandException refused) {
            if (refused.getErrorCode() != NOT_ALLOWED) {
                throw refused;
            }
        }
        var known = MongoCredential.createScramSha256Credential(Parts.STORE_USER, "admin", password.toCharArray());
        run(port, known, new Document("listDatabases", 1).append("nameOnly", true));
    }

    private static void run(int port, @Nullable MongoCredential who, Document command) {
        var address = MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString("mongodb://127.0.0.1:" + port + "/?retryWrites=false"))
                .applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        if (who != null) {
            address.credential(who);
        }
        try (var client = MongoClients.create(address.build())) {
            client.getDatabase("admin").runCommand(command);
        }
    }

    private static int free() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
