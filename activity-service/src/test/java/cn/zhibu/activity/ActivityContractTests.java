package cn.zhibu.activity;

import cn.zhibu.kit.ContractTests;

class ActivityContractTests extends ContractTests {

    @Override
    protected String basePackage() {
        return "cn.zhibu.activity";
    }

    @Override
    protected String owner() {
        return "activity";
    }
}
