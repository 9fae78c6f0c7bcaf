package cn.zhibu.journey;

import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestClassOrder;

/** What is held against the demo, in one lane: loading it takes longer than all of these. */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class DemoTests {

    @Nested
    @Order(1)
    class SeedsTests extends SeedsPage {}

    @Nested
    @Order(2)
    class TermTraceTests extends TermTrace {}

    @Nested
    @Order(3)
    class TraceTests extends YearTrace {}
}
