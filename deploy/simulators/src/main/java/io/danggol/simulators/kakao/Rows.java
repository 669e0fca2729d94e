package io.danggol.simulators.kakao;

import io.danggol.simulators.kakao.delivery.Fate;
import io.danggol.simulators.kakao.delivery.Provider.Row;
import io.danggol.simulators.kakao.delivery.ResultCode;
import io.danggol.simulators.kakao.delivery.Standing;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/// Result rows as the provider writes them.
final class Rows {
    static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(SEOUL);

    private Rows() {}

    static String date(Instant at) {
        return DATE.format(at);
    }

    /// A row of the list. A message without a result has neither messageStatus nor resultCode yet.
    static Map<String, Object> of(Row row, String profile, String senderKey) {
        var sent = row.sent();
        var json = new LinkedHashMap<String, Object>();
        json.put("requestId", sent.requestId());
        json.put("recipientSeq", sent.seq());
        json.put("plusFriendId", "@" + profile);
        json.put("senderKey", senderKey);
        json.put("templateCode", sent.templateCode());
        json.put("recipientNo", sent.number());
        json.put("targeting", sent.targeting().name());
        json.put("requestDate", date(sent.sendAt()));
        json.put("createDate", date(sent.acceptedAt()));
        json.put("receiveDate", null);
        json.put("chatBubbleType", sent.bubble().type().name());
        json.put("pushAlarm", sent.pushAlarm());
        json.put("messageStatus", status(row.standing()));
        json.put("resultCode", null);
        json.put("resultCodeName", null);
        if (row.standing() instanceof Standing.Resolved(var code, var at)) {
            json.put("receiveDate", date(at));
            json.put("resultCode", code.code());
            json.put("resultCodeName", code.title());
        }
        json.put("isAddedChannel", Fate.of(sent.number()).friend());
        json.put("resendStatusCode", "RSC01");
        json.put("resendStatusName", "대체 발송 미대상");
        json.put("resendResultCode", null);
        json.put("resendRequestId", null);
        json.put("createUser", sent.createUser());
        json.put("senderGroupingKey", sent.senderGroupingKey());
        json.put("recipientGroupingKey", sent.groupingKey());
        return json;
    }

    /// A single row: as in the list, and the content.
    static Map<String, Object> withContent(Row row, String profile, String senderKey) {
        var json = of(row, profile, senderKey);
        json.put("adult", row.sent().adult());
        json.put("unsubscribeNo", row.sent().unsubscribeNo());
        json.put("templateParameter", row.sent().templateParameter());
        json.putAll(row.sent().bubble().fields());
        return json;
    }

    /// 3005 counts as completed: it was sent.
    static String status(Standing standing) {
        return switch (standing) {
            case Standing.Waiting() -> null;
            case Standing.Cancelled _ -> "CANCEL";
            case Standing.Resolved(var code, var _) ->
                code == ResultCode.SUCCESS || code == ResultCode.UNCONFIRMED ? "COMPLETED" : "FAILED";
        };
    }
}
