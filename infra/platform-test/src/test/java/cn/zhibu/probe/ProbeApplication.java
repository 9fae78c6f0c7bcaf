package cn.zhibu.probe;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The probe service. */
@SpringBootApplication
public class ProbeApplication {}
