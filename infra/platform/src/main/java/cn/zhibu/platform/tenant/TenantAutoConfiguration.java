package cn.zhibu.platform.tenant;

import cn.zhibu.platform.input.Dates;
import com.mongodb.reactivestreams.client.MongoClient;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.bson.types.Decimal128;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.convert.converter.Converter;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.convert.WritingConverter;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

/**
 * Puts the choice of the database in place before Spring Boot makes a factory of its own, and names the platform's own
 * records, so that their indexes are there before the first of them is written.
 */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.data.mongodb.autoconfigure.DataMongoReactiveAutoConfiguration",
            "org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration"
        },
        afterName = "org.springframework.boot.mongodb.autoconfigure.MongoReactiveAutoConfiguration")
@ConditionalOnClass(ReactiveMongoTemplate.class)
@ConditionalOnProperty("zhibu.service")
@AutoConfigurationPackage(basePackages = "cn.zhibu.platform")
final class TenantAutoConfiguration {

    @Bean
    TenantDatabases platformTenantDatabases(
            MongoClient client,
            @org.springframework.beans.factory.annotation.Value("${zhibu.service}") String service,
            MongoMappingContext mapping) {
        return new TenantDatabases(client, service, new TenantIndexes(mapping));
    }

    @Bean
    Tenants platformTenants(TenantDatabases databases, ObjectProvider<TenantFollower> followers) {
        return new Tenants(databases, followers);
    }

    /** Dates are stored as they are written (2026-11-20), so no time zone can shift them; money as decimal numbers. */
    @Bean
    MongoCustomConversions mongoCustomConversions() {
        return new MongoCustomConversions(List.of(
                DateOut.INSTANCE,
                DateIn.INSTANCE,
                MonthOut.INSTANCE,
                MonthIn.INSTANCE,
                MoneyOut.INSTANCE,
                MoneyIn.INSTANCE));
    }

    @WritingConverter
    enum DateOut implements Converter<LocalDate, String> {
        INSTANCE;

        @Override
        public String convert(LocalDate date) {
            return date.toString();
        }
    }

    /** A day that was stored before the door was strict is read as the nearest that can be computed with. */
    @ReadingConverter
    enum DateIn implements Converter<String, LocalDate> {
        INSTANCE;

        @Override
        public LocalDate convert(String date) {
            return Dates.tolerated(LocalDate.parse(date));
        }
    }

    @WritingConverter
    enum MonthOut implements Converter<YearMonth, String> {
        INSTANCE;

        @Override
        public String convert(YearMonth month) {
            return month.toString();
        }
    }

    @ReadingConverter
    enum MonthIn implements Converter<String, YearMonth> {
        INSTANCE;

        @Override
        public YearMonth convert(String month) {
            return YearMonth.parse(month);
        }
    }

    @WritingConverter
    enum MoneyOut implements Converter<BigDecimal, Decimal128> {
        INSTANCE;

        @Override
        public Decimal128 convert(BigDecimal amount) {
            return new Decimal128(amount);
        }
    }

    @ReadingConverter
    enum MoneyIn implements Converter<Decimal128, BigDecimal> {
        INSTANCE;

        @Override
        public BigDecimal convert(Decimal128 amount) {
            return amount.bigDecimalValue();
        }
    }
}
