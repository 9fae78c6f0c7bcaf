package cn.zhibu.member;

import cn.zhibu.kit.HouseRules;
import org.junit.jupiter.api.Test;

class MemberHouseTests {

    @Test
    void theServiceKeepsTheHouseRules() {
        HouseRules.check("cn.zhibu.member");
    }
}
