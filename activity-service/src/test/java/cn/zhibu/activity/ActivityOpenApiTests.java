package cn.zhibu.activity;

import cn.zhibu.kit.OpenApiTests;

class ActivityOpenApiTests extends OpenApiTests {}
