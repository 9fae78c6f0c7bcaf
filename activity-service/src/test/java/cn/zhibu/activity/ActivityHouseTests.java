package cn.zhibu.activity;

import cn.zhibu.kit.HouseRules;
import org.junit.jupiter.api.Test;

class ActivityHouseTests {

    @Test
    void theServiceKeepsTheHouseRules() {
        HouseRules.check("cn.zhibu.activity");
    }
}
