package cn.zhibu.report;

import cn.zhibu.kit.OpenApiTests;

class ReportOpenApiTests extends OpenApiTests {}
