package cn.zhibu.platform.web;

import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A file that was made for one caller: to be saved and never shown in the page, and kept by nothing on its way. */
public final class Download {

    public static final String WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    public static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private Download() {}

    /** @param name in any language, with its ending */
    public static ResponseEntity<byte[]> of(String type, byte[] file, String name) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .cacheControl(CacheControl.noStore())
                .body(file);
    }
}
