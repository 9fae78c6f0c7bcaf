package cn.zhibu.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoCursorNotFoundException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import java.net.ConnectException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessResourceFailureException;

class FailureHandlerTests {

    private static final ServerAddress STORE = new ServerAddress("127.0.0.1", 1);

    static Stream<Throwable> passing() {
        return Stream.of(
                new ConnectException("refused"),
                new DataAccessResourceFailureException("away"),
                new MongoTimeoutException("no server"),
                new MongoSocketReadException("ended", STORE),
                new MongoNotPrimaryException(new BsonDocument(), STORE),
                new MongoNodeIsRecoveringException(new BsonDocument(), STORE),
                new MongoCommandException(said(14031), STORE),
                new MongoCursorNotFoundException(7, said(43), STORE));
    }

    private static BsonDocument said(int code) {
        return new BsonDocument("ok", new BsonInt32(0)).append("code", new BsonInt32(code));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void whatWillBeBackIsWorthAnotherAttempt(Throwable failure) {
        assertThat(FailureHandler.problemOf(failure)).isEqualTo(GatewayProblem.SERVICE_UNAVAILABLE);
        assertThat(FailureHandler.problemOf(new IllegalStateException(failure)))
                .isEqualTo(GatewayProblem.SERVICE_UNAVAILABLE);
    }

    @Test
    void whatIsLateIsToldAsLate() {
        assertThat(FailureHandler.problemOf(new TimeoutException())).isEqualTo(GatewayProblem.SERVICE_TIMEOUT);
    }

    @Test
    void aStoreThatRefusesTheGatewaysPasswordIsAFaultAndNotAPause() {
        assertThat(FailureHandler.problemOf(new MongoSecurityException(null, "refused")))
                .isEqualTo(GatewayProblem.INTERNAL_ERROR);
    }
}
