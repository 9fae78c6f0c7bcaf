package cn.zhibu.report;

import cn.zhibu.kit.ContractTests;
import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.report.fact.HeardConsumers;
import cn.zhibu.report.ledger.LedgerConsumers;
import cn.zhibu.report.unit.UnitConsumers;
import java.util.List;

class ReportContractTests extends ContractTests {

    @Override
    protected String basePackage() {
        return "cn.zhibu.report";
    }

    @Override
    protected List<EventConsumer> consumers() {
        return List.of(UnitConsumers.table(), HeardConsumers.table(), LedgerConsumers.table());
    }

    @Override
    protected String owner() {
        return "report";
    }
}
