package cn.zhibu.notification;

import cn.zhibu.kit.OpenApiTests;

class NotificationOpenApiTests extends OpenApiTests {}
