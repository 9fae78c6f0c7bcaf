package cn.zhibu.notification;

import cn.zhibu.kit.ContractTests;

class NotificationContractTests extends ContractTests {

    @Override
    protected String basePackage() {
        return "cn.zhibu.notification";
    }

    @Override
    protected String owner() {
        return "notification";
    }
}
