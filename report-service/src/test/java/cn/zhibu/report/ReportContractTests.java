package cn.zhibu.report;

import cn.zhibu.kit.ContractTests;

class ReportContractTests extends ContractTests {

    @Override
    protected String basePackage() {
        return "cn.zhibu.report";
    }

    @Override
    protected String owner() {
        return "report";
    }
}
