package io.danggol.simulators.kakao.delivery;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.danggol.simulators.kakao.template.Template;
import java.time.Instant;
import java.util.List;

/// One line of the provider's ledger. All that the provider knows is a fold over these, in order.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Event.Accepted.class, name = "accepted"),
    @JsonSubTypes.Type(value = Event.Resolved.class, name = "resolved"),
    @JsonSubTypes.Type(value = Event.Cancelled.class, name = "cancelled"),
    @JsonSubTypes.Type(value = Event.OptedOut.class, name = "opted-out"),
    @JsonSubTypes.Type(value = Event.PhonesEmptied.class, name = "phones-emptied"),
    @JsonSubTypes.Type(value = Event.TemplateKept.class, name = "template-kept"),
    @JsonSubTypes.Type(value = Event.TemplateRemoved.class, name = "template-removed"),
})
public sealed interface Event {
    record Accepted(List<Sent> messages, String idempotencyKey, Instant at) implements Event {}

    record Resolved(String requestId, int seq, ResultCode code, Instant at) implements Event {}

    record Cancelled(String requestId, int seq, Instant at) implements Event {}

    record OptedOut(String number, Instant at) implements Event {}

    /// `number` null: all phones.
    record PhonesEmptied(String number, Instant at) implements Event {}

    record TemplateKept(Template template) implements Event {}

    record TemplateRemoved(String code) implements Event {}
}
