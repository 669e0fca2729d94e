package io.danggol.campaign.law;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.campaign.mail.DeliveryReport;
import io.danggol.campaign.mail.DeliveryReport.Action;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 3464: a failure for good closes the address, a delay does not.
class R40BounceTest {
    private static final UUID ID = UUID.fromString("6f1e2a4c-0b3d-4c5e-8f70-112233445566");

    @ParameterizedTest
    @CsvSource({
        "failed,    5.1.1, true",
        "FAILED,    5.7.1, true",
        "failed,    4.4.7, false",
        "delayed,   4.4.1, false",
        "delivered, 2.0.0, false",
    })
    void onlyAFailureForGoodCloses(String action, String status, boolean permanent) {
        var reports = DeliveryReport.parse(report(action, status, "Message-ID: <" + ID + "@shop.example>"));

        assertThat(reports).hasSize(1);
        assertThat(reports.getFirst().message()).isEqualTo(ID);
        assertThat(reports.getFirst().action()).isEqualTo(Action.valueOf(action.toUpperCase(java.util.Locale.ROOT)));
        assertThat(reports.getFirst().permanent()).isEqualTo(permanent);
    }

    @Test
    void whatSpeaksOfNoMailOfOursIsLetBe() {
        assertThat(DeliveryReport.parse(report("failed", "5.1.1", "Message-ID: <abc@elsewhere.example>")))
                .isEmpty();
        assertThat(DeliveryReport.parse("Subject: 안녕\r\n\r\n그냥 메일")).isEmpty();
        assertThat(DeliveryReport.parse("")).isEmpty();
    }

    private static String report(String action, String status, String messageId) {
        return """
                From: MAILER-DAEMON@mx.example
                Content-Type: multipart/report; report-type=delivery-status; boundary="b"

                --b
                Content-Type: text/plain

                Your message could not be delivered.

                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example

                Final-Recipient: rfc822; hong@customer.example
                Action: %s
                Status: %s

                --b
                Content-Type: message/rfc822-headers

                From: hello@shop.example
                %s
                --b--
                """.formatted(action, status, messageId).replace("\n", "\r\n");
    }
}
