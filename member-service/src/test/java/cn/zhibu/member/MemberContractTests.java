package cn.zhibu.member;

import cn.zhibu.kit.ContractTests;

class MemberContractTests extends ContractTests {

    @Override
    protected String basePackage() {
        return "cn.zhibu.member";
    }

    @Override
    protected String owner() {
        return "member";
    }
}
