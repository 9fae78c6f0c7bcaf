package cn.zhibu.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.process.StoreFailure;
import cn.zhibu.process.problem.FieldFault;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoCredential;
import com.mongodb.MongoCursorNotFoundException;
import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.ServerAddress;
import com.mongodb.connection.ClusterId;
import com.mongodb.connection.ServerId;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.UncategorizedMongoDbException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

class RefusalsTests {

    @Test
    void aStoreThatIsStuckIsAwayHoweverTheDriverSaysIt() {
        var cleared = new MongoConnectionPoolClearedException(
                new ServerId(new ClusterId("c"), new ServerAddress("127.0.0.1", 27017)), null);
        assertThat(Refusals.of(cleared).type()).isEqualTo(PlatformProblem.STORE_UNAVAILABLE);
        assertThat(Refusals.of(new UncategorizedMongoDbException("translated", cleared))
                        .type())
                .isEqualTo(PlatformProblem.STORE_UNAVAILABLE);
        assertThat(Refusals.of(new IllegalStateException("ours")).type()).isEqualTo(PlatformProblem.UNEXPECTED);
    }

    @Test
    void aStoreThatHasStartedAnewOrHasNoSpaceIsAwayToo() {
        var store = new ServerAddress("127.0.0.1", 27017);
        var shaken = new MongoSecurityException(
                MongoCredential.createCredential("zhibu", "admin", new char[] {'p'}),
                "Exception authenticating",
                new MongoSocketReadException("Prematurely reached end of stream", store));
        for (var failure : List.of(
                new MongoCursorNotFoundException(7, answer(43), store),
                new MongoOperationTimeoutException("late"),
                new MongoCommandException(answer(91), store),
                new MongoCommandException(answer(14031), store),
                shaken)) {
            for (var told : List.of(failure, new UncategorizedMongoDbException("translated", failure))) {
                assertThat(Refusals.of(told).type())
                        .as(failure.toString())
                        .isEqualTo(PlatformProblem.STORE_UNAVAILABLE);
                assertThat(StoreFailure.in(told)).isTrue();
            }
        }
        assertThat(Refusals.of(new MongoCommandException(answer(2), store)).type())
                .isEqualTo(PlatformProblem.UNEXPECTED);
    }

    private static BsonDocument answer(int code) {
        return new BsonDocument("ok", new BsonInt32(0)).append("code", new BsonInt32(code));
    }

    @Test
    void aTakenValueIsAConflictAtItsField() {
        var problem = Refusals.of(new Taken(PlatformProblem.ALREADY_EXISTS.at("/name", "red"), null));
        assertThat(problem.type().status().value()).isEqualTo(409);
        assertThat(problem.faults())
                .singleElement()
                .extracting(FieldFault::pointer)
                .isEqualTo("/name");
    }

    @Test
    void aTokenThatNobodyCouldCheckIsNoRefusalOfItsHolder() {
        assertThat(Refusals.of(new AuthenticationServiceException("the keys cannot be fetched"))
                        .type())
                .isEqualTo(PlatformProblem.SERVICE_UNAVAILABLE);
        assertThat(Refusals.of(new InvalidBearerTokenException("expired")).type())
                .isEqualTo(PlatformProblem.NOT_SIGNED_IN);
    }

    @Test
    void keysThatCannotBeFetchedAreNoFaultOfOurs() {
        var request = new WebClientRequestException(
                new ConnectException("refused"),
                HttpMethod.GET,
                URI.create("http://identity/certs"),
                new HttpHeaders());
        var starting =
                WebClientResponseException.create(503, "Service Unavailable", new HttpHeaders(), new byte[0], null);
        var broken = WebClientResponseException.create(200, "OK", new HttpHeaders(), new byte[0], null);
        broken.initCause(new IOException("Connection prematurely closed DURING response"));
        var late = new TimeoutException("Did not observe any item within 3000ms");
        for (var cause : List.of(request, starting, broken, late)) {
            assertThat(Refusals.of(new IllegalStateException("Could not obtain the keys", cause))
                            .type())
                    .isEqualTo(PlatformProblem.SERVICE_UNAVAILABLE);
        }
        var refused = WebClientResponseException.create(400, "Bad Request", new HttpHeaders(), new byte[0], null);
        assertThat(Refusals.of(refused).type()).isEqualTo(PlatformProblem.UNEXPECTED);
    }
}
