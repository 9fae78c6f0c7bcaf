package cn.zhibu.notification;

import cn.zhibu.kit.HouseRules;
import org.junit.jupiter.api.Test;

class NotificationHouseTests {

    @Test
    void theServiceKeepsTheHouseRules() {
        HouseRules.check("cn.zhibu.notification");
    }
}
