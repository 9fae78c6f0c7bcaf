package cn.zhibu.platform.sheet;

import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.file.Incoming;
import cn.zhibu.platform.job.Wakes;
import cn.zhibu.platform.security.OnBehalf;
import cn.zhibu.platform.security.Seals;
import cn.zhibu.process.problem.Problems;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/** Gives a service imports, where it says what rows become. */
@AutoConfiguration(
        afterName = {
            "cn.zhibu.platform.change.ChangeAutoConfiguration",
            "cn.zhibu.platform.file.FileAutoConfiguration",
            "cn.zhibu.platform.security.SealAutoConfiguration"
        },
        beforeName = "cn.zhibu.platform.job.JobAutoConfiguration")
@ConditionalOnBean(ImportTarget.class)
@AutoConfigurationPackage
final class SheetAutoConfiguration {

    @Bean
    SheetWords platformSheetWords() {
        return new SheetWords();
    }

    @Bean
    ImportRows platformImportRows(ReactiveMongoTemplate mongo, Seals seals, Changes changes) {
        return new ImportRows(mongo, seals, changes);
    }

    @Bean
    SheetService platformSheets(ImportTarget target, SheetWords words, Problems problems, Incoming incoming) {
        return new SheetService(target, words, problems, incoming);
    }

    @Bean
    ImportService platformImports(
            ImportRows rows, SheetService sheets, ImportTarget target, Changes changes, Wakes wakes, Clock clock) {
        return new ImportService(rows, sheets, target, changes, wakes, clock);
    }

    @Bean
    ImportRounds platformImportRounds(
            ImportRows rows,
            ImportTarget target,
            SheetWords words,
            Incoming incoming,
            OnBehalf onBehalf,
            Changes changes,
            Clock clock) {
        return new ImportRounds(rows, target, words, incoming, onBehalf, changes, clock);
    }

    @Bean
    ImportController platformImportController(ImportService imports, SheetService sheets, Problems problems) {
        return new ImportController(imports, sheets, problems);
    }
}
